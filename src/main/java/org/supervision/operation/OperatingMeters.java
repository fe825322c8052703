package org.supervision.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * The figures of this installation for Prometheus, without labels: {@code supervision_due_job_age_seconds} and so on.
 * docs/operations.md says what to do about each.
 */
@Component
class OperatingMeters implements MeterBinder {

    private final OperatingFigures figures;

    OperatingMeters(OperatingFigures figures) {
        this.figures = figures;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        seconds(registry, "due.job.age", "Since when the oldest job is due", OperatingFigures::oldestDueJob);
        count(registry, "jobs.without.retries", "Jobs that were given up", OperatingFigures::jobsWithoutRetries);
        count(registry, "incidents.open", "Incidents by their cause", OperatingFigures::incidents);
        seconds(registry, "mail.oldest.queued", "Since when the oldest mail waits", OperatingFigures::oldestMail);
        count(registry, "mail.rejected.open", "Mails with a wrong address", OperatingFigures::rejectedMails);
        count(
                registry,
                "deadlines.without.escalation",
                "Open cases past their deadline of which nobody above knows",
                OperatingFigures::deadlinesWithoutEscalation);
        seconds(registry, "sweep.last.ok.age", "Since the last whole daily sweep", OperatingFigures::lastSweep);
        count(registry, "calendar.known.days", "Days of the calendar left", OperatingFigures::calendarDays);
        count(registry, "integrity.findings", "Findings of the last verification", OperatingFigures::integrityFindings);
    }

    private void seconds(
            MeterRegistry registry, String name, String what, Function<OperatingFigures, Duration> figure) {
        gauge(name, what, all -> figure.apply(all).toSeconds())
                .baseUnit("seconds")
                .register(registry);
    }

    private void count(MeterRegistry registry, String name, String what, ToDoubleFunction<OperatingFigures> figure) {
        gauge(name, what, figure).register(registry);
    }

    private Gauge.Builder<OperatingFigures> gauge(String name, String what, ToDoubleFunction<OperatingFigures> figure) {
        return Gauge.builder("supervision." + name, figures, figure).description(what);
    }
}
