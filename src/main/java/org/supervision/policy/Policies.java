package org.supervision.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.supervision.calendar.DaysOff;
import org.supervision.calendar.London;

/**
 * The council's policy, by date: the file, and over it what was put in force on the policy page (ADR 24). A wrong file stops
 * the start, and so does one with which what was put in force no longer goes together. What changes while the product runs
 * holds from a later day only, so that every node knows it in time.
 */
@Component
public class Policies implements DaysOff, SmartInitializingSingleton {

    /** How long a node may go by what it last read. */
    private static final Duration REREAD_AFTER = Duration.ofSeconds(20);

    private final String profile;
    private final Clock clock;
    private final PolicyReader.Source file;
    private final @Nullable PolicyVersions versions;
    private final ThreadLocal<Policy> supposed = new ThreadLocal<>();
    private final ThreadLocal<LocalDate> supposedOff = new ThreadLocal<>();

    private volatile Known known;
    private volatile boolean started;

    /** What was read: {@code changes} and {@code closed} as they stand in the database. */
    private record Known(
            List<PolicyVersion> changes,
            Set<LocalDate> closed,
            List<Policy> inOrder,
            Map<String, Policy> byVersion,
            long readAt) {}

    /**
     * Reads and checks the file alone.
     *
     * @throws InvalidPolicyException naming the file, and key and line of everything that is wrong
     */
    public Policies(PolicyProperties properties, Clock clock) {
        this(properties, clock, (PolicyVersions) null);
    }

    /** Reads and checks the file; what is in the database once that has its tables. */
    @Autowired
    Policies(PolicyProperties properties, Clock clock, ObjectProvider<PolicyVersions> versions) {
        this(properties, clock, versions.getIfAvailable());
    }

    Policies(PolicyProperties properties, Clock clock, @Nullable PolicyVersions versions) {
        this.clock = clock;
        this.profile = properties.profile();
        this.versions = versions;
        if (!PolicyReader.PROFILES.contains(profile)) {
            throw new InvalidPolicyException(
                    properties.file().getDescription(),
                    List.of("the setting supervision.policy.profile is " + profile + ", but must be one of "
                            + String.join(", ", PolicyReader.PROFILES)));
        }
        this.file = PolicyReader.parse(properties.file());
        this.known = known(List.of(), Set.of(), file.with(List.of()));
    }

    /**
     * Adds what was put in force on the policy page.
     *
     * @throws InvalidPolicyException when that no longer goes together with the file
     */
    @Override
    public void afterSingletonsInstantiated() {
        reread();
        started = true;
    }

    @TransactionalEventListener(classes = PolicyChanged.class, fallbackExecution = true)
    void onChange() {
        reread();
    }

    /** What holds today in London. */
    public Policy current() {
        return on(today());
    }

    /** What holds on this day; on days before the first version, the first. */
    public Policy on(LocalDate day) {
        Policy instead = supposed.get();
        return instead != null && !day.isBefore(today()) ? instead : lastOf(known().inOrder(), day);
    }

    /** What held on the days from the first to the last, the earliest first. */
    public List<Policy> between(LocalDate first, LocalDate last) {
        Policy before = on(first);
        return known().inOrder().stream()
                .filter(policy -> policy.equals(before)
                        || policy.from().isAfter(first) && !policy.from().isAfter(last))
                .toList();
    }

    /**
     * The policy that a case was opened under, whatever holds today and whichever profile has been chosen since.
     *
     * @param version as in {@link Policy#version()}
     * @throws IllegalArgumentException when there is no such version any more
     */
    public Policy version(String version) {
        Policy policy = known().byVersion().get(version);
        if (policy == null) {
            throw new IllegalArgumentException("The policy has no version " + version);
        }
        return policy;
    }

    /** Whether the version that holds on this day, or the page of closure days, calls it a day off. */
    @Override
    public boolean isOff(LocalDate day) {
        Policy.Calendar calendar = on(day).calendar();
        return calendar.closureDays().contains(day)
                || calendar.oneOffHolidays().contains(day)
                || known().closed().contains(day)
                || day.equals(supposedOff.get());
    }

    /** As the newest version says. */
    @Override
    public LocalDate knownUntil() {
        List<Policy> inOrder = known().inOrder();
        return inOrder.get(inOrder.size() - 1).calendar().knownUntil();
    }

    /** The profile that holds. */
    String profile() {
        return profile;
    }

    /** What this thread finds while another policy is taken to hold from today on; nothing is changed by it. */
    <T> T supposing(Policy policy, Supplier<T> question) {
        supposed.set(policy);
        try {
            return question.get();
        } finally {
            supposed.remove();
        }
    }

    /** The same while a day is taken to be a closure day. */
    <T> T supposingOff(LocalDate day, Supplier<T> question) {
        supposedOff.set(day);
        try {
            return question.get();
        } finally {
            supposedOff.remove();
        }
    }

    /** What all that is in force and one change more would make, or what is wrong with it. */
    PolicyReader.Outcome with(PolicyChange change) {
        List<PolicyChange> changes = new ArrayList<>(
                known().changes().stream().map(PolicyVersion::change).toList());
        changes.add(change);
        return file.check(changes);
    }

    /** What would hold on a day under the chosen profile. */
    Policy on(LocalDate day, PolicyReader.Outcome outcome) {
        return lastOf(outcome.policies().stream().filter(this::isChosen).toList(), day);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), London.ZONE);
    }

    private static Policy lastOf(List<Policy> inOrder, LocalDate day) {
        Policy found = inOrder.get(0);
        for (Policy policy : inOrder) {
            if (!policy.from().isAfter(day)) {
                found = policy;
            }
        }
        return found;
    }

    private Known known() {
        if (started && System.nanoTime() - known.readAt() > REREAD_AFTER.toNanos()) {
            reread();
        }
        return known;
    }

    private synchronized void reread() {
        if (versions == null) {
            return;
        }
        List<PolicyVersion> changes = versions.approved();
        Set<LocalDate> closed =
                versions.closureDays().stream().map(ClosureDay::day).collect(Collectors.toUnmodifiableSet());
        if (changes.equals(known.changes())) {
            known = new Known(changes, closed, known.inOrder(), known.byVersion(), System.nanoTime());
        } else {
            known = known(
                    changes,
                    closed,
                    file.with(changes.stream().map(PolicyVersion::change).toList()));
        }
    }

    private Known known(List<PolicyVersion> changes, Set<LocalDate> closed, List<Policy> policies) {
        Map<String, Policy> byVersion = new LinkedHashMap<>();
        policies.forEach(policy -> byVersion.put(policy.version(), policy));
        return new Known(
                changes, closed, policies.stream().filter(this::isChosen).toList(), byVersion, System.nanoTime());
    }

    private boolean isChosen(Policy policy) {
        return policy.profile().equals(profile);
    }
}
