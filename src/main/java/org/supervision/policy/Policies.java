package org.supervision.policy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.calendar.DaysOff;
import org.supervision.calendar.London;

/** The council's policy, by date. Read once at start; a wrong file stops the start. */
@Component
public class Policies implements DaysOff {

    private final Clock clock;
    private final List<Policy> inOrder = new ArrayList<>();
    private final Map<String, Policy> byVersion = new LinkedHashMap<>();

    /**
     * Reads and checks the file.
     *
     * @throws InvalidPolicyException naming the file, and key and line of everything that is wrong
     */
    public Policies(PolicyProperties properties, Clock clock) {
        this.clock = clock;
        if (!PolicyReader.PROFILES.contains(properties.profile())) {
            throw new InvalidPolicyException(
                    properties.file().getDescription(),
                    List.of("the setting supervision.policy.profile is " + properties.profile()
                            + ", but must be one of " + String.join(", ", PolicyReader.PROFILES)));
        }
        for (Policy policy : PolicyReader.read(properties.file())) {
            byVersion.put(policy.version(), policy);
            if (policy.profile().equals(properties.profile())) {
                inOrder.add(policy);
            }
        }
    }

    /** What holds today in London. */
    public Policy current() {
        return on(LocalDate.ofInstant(clock.instant(), London.ZONE));
    }

    /** What holds on this day; on days before the first version, the first. */
    public Policy on(LocalDate day) {
        Policy found = inOrder.get(0);
        for (Policy policy : inOrder) {
            if (!policy.from().isAfter(day)) {
                found = policy;
            }
        }
        return found;
    }

    /**
     * The policy that a case was opened under, whatever holds today and whichever profile has been chosen since.
     *
     * @param version as in {@link Policy#version()}
     * @throws IllegalArgumentException when the file no longer has it
     */
    public Policy version(String version) {
        Policy policy = byVersion.get(version);
        if (policy == null) {
            throw new IllegalArgumentException("The policy file has no version " + version);
        }
        return policy;
    }

    /** Whether the version that holds on this day calls it a closure day or a one-off holiday. */
    @Override
    public boolean isOff(LocalDate day) {
        Policy.Calendar calendar = on(day).calendar();
        return calendar.closureDays().contains(day) || calendar.oneOffHolidays().contains(day);
    }

    /** As the newest version says. */
    @Override
    public LocalDate knownUntil() {
        return inOrder.get(inOrder.size() - 1).calendar().knownUntil();
    }
}
