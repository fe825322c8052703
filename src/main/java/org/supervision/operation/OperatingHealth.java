package org.supervision.operation;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.supervision.policy.Policies;

/**
 * What is part of the answer at {@code /actuator/health}, beside the engine's and the framework's own indicators. DOWN: the
 * installation does not do its work. {@link #ATTENTION}: it does, but somebody has to look; still answered with 200, since
 * nothing is gained by a restart or by sending people elsewhere. None of these is part of liveness or readiness.
 */
@Configuration(proxyBeanMethods = false)
class OperatingHealth {

    static final Status ATTENTION = new Status("ATTENTION", "Works, but somebody should look");

    /** Mail that does not go out, or has a wrong address. */
    @Bean
    static HealthIndicator mailDeliveryHealthIndicator(
            TablesInReach tables,
            OperatingFigures figures,
            @Value("${supervision.health.oldest-mail:PT1H}") Duration tolerance) {
        return tables.asking(() -> {
            Duration age = figures.oldestMail();
            long rejected = figures.rejectedMails();
            return answer(age.compareTo(tolerance) <= 0 && rejected == 0, ATTENTION)
                    .withDetail("oldestQueuedSeconds", age.toSeconds())
                    .withDetail("rejected", rejected)
                    .build();
        });
    }

    /** Steps that failed for good. */
    @Bean
    static HealthIndicator incidentsHealthIndicator(TablesInReach tables, OperatingFigures figures) {
        return tables.asking(() -> {
            long open = figures.incidents();
            return answer(open == 0, ATTENTION).withDetail("open", open).build();
        });
    }

    /** The sweep, which repairs, reminds and finds what is due, went through lately. */
    @Bean
    static HealthIndicator dailySweepHealthIndicator(
            TablesInReach tables,
            OperatingFigures figures,
            @Value("${supervision.health.last-sweep:PT26H}") Duration tolerance) {
        return tables.asking(() -> {
            Duration age = figures.lastSweep();
            return answer(age.compareTo(tolerance) <= 0, Status.DOWN)
                    .withDetail("secondsSinceTheLast", age.toSeconds())
                    .build();
        });
    }

    /** Each deadline is computed in a calendar that is known so far ahead. */
    @Bean
    static HealthIndicator calendarHorizonHealthIndicator(
            TablesInReach tables, OperatingFigures figures, Policies policies) {
        return tables.asking(() -> {
            long days = figures.calendarDays();
            return answer(days >= policies.current().calendar().warnDays(), days < 0 ? Status.DOWN : ATTENTION)
                    .withDetail("daysKnown", days)
                    .build();
        });
    }

    /** Stored moments carry no zone of their own: the JVM's is UTC. */
    @Bean
    static HealthIndicator clockZoneHealthIndicator() {
        return () -> {
            TimeZone zone = TimeZone.getDefault();
            return answer(zone.toZoneId().getRules().equals(ZoneOffset.UTC.getRules()), Status.DOWN)
                    .withDetail("zone", zone.getID())
                    .build();
        };
    }

    /**
     * No migration of this version was left out. That a newer version has been at the database asks for attention: so it is while
     * the nodes are upgraded one after the other, and those that are left work on.
     */
    @Bean
    static HealthIndicator databaseVersionHealthIndicator(TablesInReach tables, Flyway flyway) {
        return tables.asking(() -> {
            MigrationInfo current = flyway.info().current();
            Set<MigrationState> states = Arrays.stream(flyway.info().all())
                    .map(MigrationInfo::getState)
                    .collect(Collectors.toSet());
            boolean newer = states.remove(MigrationState.FUTURE_SUCCESS);
            boolean whole =
                    Set.of(MigrationState.SUCCESS, MigrationState.BASELINE).containsAll(states);
            return answer(whole && !newer, whole ? ATTENTION : Status.DOWN)
                    .withDetail("version", current == null ? "none" : String.valueOf(current.getVersion()))
                    .build();
        });
    }

    private static Health.Builder answer(boolean well, Status otherwise) {
        return Health.status(well ? Status.UP : otherwise);
    }
}
