package org.supervision.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/**
 * Tells what a policy would mean for what is there today, as if it held from today on; nothing is changed (F116). Of very
 * many agreements it looks at some, so that the answer takes seconds whatever the size of the council (ADR 31).
 */
@Component
public class PolicyDryRun {

    /**
     * How many agreements are looked at. What befalls one in a hundred of all is missed by 500 of them less than once in a
     * hundred tries, and one statement may name them all.
     */
    static final int MOST = 500;

    private final Policies policies;
    private final ObjectProvider<Expectations> features;
    private final AgreementSampling agreements;
    private final WorkingCalendar calendar;
    private final int most;

    @Autowired
    PolicyDryRun(
            Policies policies,
            ObjectProvider<Expectations> features,
            AgreementSampling agreements,
            WorkingCalendar calendar) {
        this(policies, features, agreements, calendar, MOST);
    }

    /** @param most how many agreements are looked at */
    PolicyDryRun(
            Policies policies,
            ObjectProvider<Expectations> features,
            AgreementSampling agreements,
            WorkingCalendar calendar,
            int most) {
        this.policies = policies;
        this.features = features;
        this.agreements = agreements;
        this.calendar = calendar;
        this.most = most;
    }

    /** What becomes of something that is expected, the worst first. */
    public enum Kind {
        /** It would be overdue at once. */
        OVERDUE,
        /** It would lie outside of what is allowed. */
        OUTSIDE,
        /** It would be due sooner. */
        SOONER,
        /** It is not expected so far. */
        NEW,
        /** It would be due later. */
        LATER,
        /** It would not be expected any more. */
        GONE
    }

    /**
     * A difference.
     *
     * @param expected the one that would be expected; the one that is, where that would be gone
     * @param before the date so far; null where there is none
     */
    public record Effect(
            Kind kind, Expected expected, @Nullable LocalDate before) {}

    /**
     * What was found.
     *
     * @param effects every difference for the agreements that were looked at, the worst first
     * @param lookedAt how many agreements were looked at
     * @param inForce how many there are
     */
    public record Findings(List<Effect> effects, int lookedAt, int inForce) {

        /** Whether no agreement in force was left out. */
        public boolean isOfAll() {
            return lookedAt == inForce;
        }
    }

    /** Every difference that the proposed policy would make. */
    @Transactional(readOnly = true)
    public Findings of(Policy proposed) {
        return compared(asked -> policies.supposing(proposed, asked));
    }

    /** Every difference that one closure day more would make for what is computed from then on (F117). */
    @Transactional(readOnly = true)
    public Findings ofClosureOn(LocalDate day) {
        return compared(asked -> policies.supposingOff(day, asked));
    }

    private Findings compared(Function<Supplier<Map<List<String>, Expected>>, Map<List<String>, Expected>> otherwise) {
        AgreementSample sample = agreements.inForce(most);
        return new Findings(
                differences(byKey(sample), otherwise.apply(() -> byKey(sample))),
                sample.ids().size(),
                sample.inForce());
    }

    private List<Effect> differences(Map<List<String>, Expected> now, Map<List<String>, Expected> then) {
        List<Effect> effects = new ArrayList<>();
        then.forEach((key, expected) -> {
            Expected before = now.get(key);
            Kind kind = kind(before, expected);
            if (kind != null) {
                effects.add(new Effect(kind, expected, before == null ? null : before.by()));
            }
        });
        now.forEach((key, expected) -> {
            if (!then.containsKey(key)) {
                effects.add(new Effect(Kind.GONE, expected, expected.by()));
            }
        });
        effects.sort(Comparator.comparing(Effect::kind)
                .thenComparing(effect -> effect.expected().rule())
                .thenComparing(effect -> effect.expected().about())
                .thenComparing(effect -> effect.expected().item()));
        return effects;
    }

    private Map<List<String>, Expected> byKey(AgreementSample sample) {
        Map<List<String>, Expected> found = new LinkedHashMap<>();
        features.orderedStream()
                .flatMap(feature -> feature.expected(sample.ids()).stream())
                .forEach(one -> found.put(List.of(one.rule(), one.about(), one.item()), one));
        return found;
    }

    private @Nullable Kind kind(@Nullable Expected before, Expected after) {
        LocalDate by = after.by();
        if (before != null && Objects.equals(before.by(), by)) {
            return null;
        }
        if (by == null) {
            return Kind.OUTSIDE;
        }
        boolean wasOverdue =
                before != null && before.by() != null && before.by().isBefore(calendar.today());
        if (by.isBefore(calendar.today()) && !wasOverdue) {
            return Kind.OVERDUE;
        }
        if (before == null || before.by() == null) {
            return Kind.NEW;
        }
        return by.isBefore(before.by()) ? Kind.SOONER : Kind.LATER;
    }
}
