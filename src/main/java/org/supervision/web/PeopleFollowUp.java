package org.supervision.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementNeeds;
import org.supervision.agreement.AgreementService;
import org.supervision.people.ImportPreview;
import org.supervision.people.ImportPreview.Difference;
import org.supervision.people.ImportPreview.Entry;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.standin.OpenTasks;

/** What follows from a people file, in numbers: whose tasks go over, and which agreements are left without somebody (F115). */
@Component
class PeopleFollowUp {

    private static final String LINE_MANAGER = "lineManager";
    private static final String LEAVING_ON = "leavingOn";

    private final OpenTasks tasks;
    private final AgreementService agreements;
    private final AgreementNeeds needs;
    private final People people;

    PeopleFollowUp(OpenTasks tasks, AgreementService agreements, AgreementNeeds needs, People people) {
        this.tasks = tasks;
        this.agreements = agreements;
        this.needs = needs;
        this.people = people;
    }

    /**
     * Somebody who leaves.
     *
     * @param tasks how many open tasks they have
     * @param supervises how many signed agreements they are the supervisor of
     * @param supervised whether they have a signed agreement as the supervisee
     */
    record Leaver(String userId, String name, int tasks, int supervises, boolean supervised) {}

    /**
     * What follows.
     *
     * @param leavers everybody who leaves, at once or on a last day that the file names anew
     * @param moved how many get another line manager, and so may need another agreement (A1.2)
     * @param withoutManager how many have no line manager afterwards
     */
    record FollowUp(List<Leaver> leavers, int moved, int withoutManager) {

        /** How many open tasks they have together. */
        public int tasks() {
            return leavers.stream().mapToInt(Leaver::tasks).sum();
        }

        /** How many of them are supervised by a signed agreement, which ends with them (E17). */
        public long ending() {
            return leavers.stream().filter(Leaver::supervised).count();
        }

        /** How many signed agreements are left without a supervisor. */
        public int withoutSupervisor() {
            return leavers.stream().mapToInt(Leaver::supervises).sum();
        }
    }

    /**
     * The agreements that were called for.
     *
     * @param raised how many drafts a supervisor has got
     * @param later how many wait for somebody's first day
     * @param unmanaged those without a line manager, who therefore get none
     * @param others those who get none for another reason
     */
    record Agreements(int raised, int later, List<String> unmanaged, List<String> others) {}

    /** What became of the agreements of those who are new in somebody's line from this London date. */
    Agreements agreements(List<String> newInTheirLine, LocalDate effectiveOn) {
        AgreementNeeds.CalledFor calledFor = needs.calledFor(newInTheirLine, effectiveOn);
        Map<Boolean, List<String>> without = calledFor.without().stream()
                .collect(Collectors.partitioningBy(
                        userId -> people.find(userId).map(Person::lineManager).isEmpty()));
        return new Agreements(
                calledFor.raised(),
                calledFor.later(),
                names(Objects.requireNonNull(without.get(true))),
                names(Objects.requireNonNull(without.get(false))));
    }

    /** Who they are, in their order. */
    List<String> names(List<String> userIds) {
        return userIds.stream()
                .map(userId -> people.nameOf(userId) + " (" + userId + ")")
                .toList();
    }

    String nameOf(String userId) {
        return people.nameOf(userId);
    }

    FollowUp of(ImportPreview preview) {
        List<Entry> leaving = new ArrayList<>(preview.ended());
        int moved = 0;
        int withoutManager = 0;
        for (ImportPreview.Change change : preview.changed()) {
            for (Difference difference : change.differences()) {
                if (difference.column().equals(LEAVING_ON)
                        && !difference.after().isEmpty()) {
                    leaving.add(new Entry(change.userId(), change.name()));
                }
                if (difference.column().equals(LINE_MANAGER)) {
                    moved++;
                    withoutManager += difference.after().isEmpty() ? 1 : 0;
                }
            }
        }
        return new FollowUp(leaving.isEmpty() ? List.of() : leavers(leaving), moved, withoutManager);
    }

    private List<Leaver> leavers(List<Entry> leaving) {
        Set<String> ids = new HashSet<>();
        leaving.forEach(one -> ids.add(one.userId()));
        Map<String, Integer> open = tasks.countOf(ids);
        List<Agreement> signed = agreements.inForceOrSuspended();
        return leaving.stream()
                .map(one -> new Leaver(
                        one.userId(),
                        one.name(),
                        open.getOrDefault(one.userId(), 0),
                        (int) signed.stream()
                                .filter(agreement -> agreement.supervisor().equals(one.userId()))
                                .count(),
                        signed.stream().anyMatch(agreement -> one.userId().equals(agreement.supervisee()))))
                .toList();
    }
}
