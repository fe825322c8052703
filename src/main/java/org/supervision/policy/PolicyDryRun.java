package org.supervision.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/** Tells what a policy would mean for what is there today, as if it held from today on; nothing is changed (F116). */
@Component
public class PolicyDryRun {

    private final Policies policies;
    private final ObjectProvider<Expectations> features;
    private final WorkingCalendar calendar;

    PolicyDryRun(Policies policies, ObjectProvider<Expectations> features, WorkingCalendar calendar) {
        this.policies = policies;
        this.features = features;
        this.calendar = calendar;
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

    /** Every difference that the proposed policy would make, the worst first. */
    @Transactional(readOnly = true)
    public List<Effect> of(Policy proposed) {
        return differences(byKey(), policies.supposing(proposed, this::byKey));
    }

    /** Every difference that one closure day more would make for what is computed from then on (F117). */
    @Transactional(readOnly = true)
    public List<Effect> ofClosureOn(LocalDate day) {
        return differences(byKey(), policies.supposingOff(day, this::byKey));
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

    private Map<List<String>, Expected> byKey() {
        Map<List<String>, Expected> found = new LinkedHashMap<>();
        features.orderedStream()
                .flatMap(feature -> feature.expected().stream())
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
