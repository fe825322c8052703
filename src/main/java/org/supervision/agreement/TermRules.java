package org.supervision.agreement;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.people.PeopleSought;
import org.supervision.people.Person;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.taskform.FormErrors;

/** What terms can be agreed on: the same rules for a draft and for what was signed on paper (A1.2, F03). */
@Component
public class TermRules {

    private static final int DAYS_A_WEEK = 7;
    private static final int MAX_INTERVAL_WEEKS = 26;
    private static final int MAX_LOCATION_LENGTH = 200;

    private final TermsDrafting drafting;
    private final ReportingLine reportingLine;
    private final SessionLength lengths;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;

    TermRules(
            TermsDrafting drafting,
            ReportingLine reportingLine,
            SessionLength lengths,
            People people,
            Policies policies,
            WorkingCalendar calendar) {
        this.drafting = drafting;
        this.reportingLine = reportingLine;
        this.lengths = lengths;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
    }

    /**
     * The fields of contract.md, by these names; all but the supervisor may be null while the terms are not complete.
     *
     * @param supervisor user id
     */
    public record Draft(
            String supervisor,
            @Nullable String supervisee,
            @Nullable Integer intervalWeeks,
            @Nullable String usualLocation,
            @Nullable Integer durationMinutes,
            @Nullable MeetingMode mode,
            @Nullable String modeReason,
            @Nullable RecordAuthor recordAuthor,
            @Nullable Integer distributionWorkingDays,
            @Nullable String coverSupervisor,
            @Nullable String coverArrangements,
            @Nullable String expectations) {

        /**
         * The terms, once they are complete.
         *
         * @param superviseeExpectations what the supervisee expects; null where nothing is known of it
         */
        public AgreementTerms terms(@Nullable String superviseeExpectations) {
            return new AgreementTerms(
                    Objects.requireNonNull(intervalWeeks),
                    Objects.requireNonNull(usualLocation).strip(),
                    Objects.requireNonNull(durationMinutes),
                    Objects.requireNonNull(mode),
                    mode == MeetingMode.REMOTE ? modeReason : null,
                    Objects.requireNonNull(recordAuthor),
                    Objects.requireNonNull(distributionWorkingDays),
                    coverSupervisor,
                    coverArrangements,
                    expectations,
                    superviseeExpectations);
        }
    }

    /**
     * Whom this person may have an agreement with: whoever they manage or, for a manager, anybody (ruling 23). By name.
     *
     * @param but user ids of those who are left out
     * @param typed words of a name or user id; anybody's where it is blank
     * @param most how many at most
     */
    public List<Person> supervisees(String supervisor, Set<String> but, String typed, int most) {
        boolean manages = people.find(supervisor).filter(reportingLine::manages).isPresent();
        PeopleSought sought = PeopleSought.named(typed);
        return people.search(
                manages ? sought : sought.managedBy(supervisor),
                found -> found.stream()
                        .filter(person -> !person.userId().equals(supervisor) && !but.contains(person.userId()))
                        .toList(),
                most);
    }

    /** Whether {@link #supervisees} has this person, asked without reading them all. */
    public boolean isSupervisee(String supervisor, String supervisee) {
        Optional<Person> person = people.find(supervisee)
                .filter(found -> found.activeOn(calendar.today()) && !supervisee.equals(supervisor));
        return person.isPresent()
                && (supervisor.equals(person.get().lineManager())
                        || people.find(supervisor)
                                .filter(reportingLine::manages)
                                .isPresent());
    }

    /**
     * Who may cover for a supervisor, by name (A-br).
     *
     * @param parties user ids of the two, as far as they are known: neither covers
     * @param typed words of a name or user id; anybody's where it is blank
     * @param most how many at most
     */
    public List<Person> covers(Set<String> parties, String typed, int most) {
        return reportingLine.supervising(
                typed,
                found -> found.stream()
                        .filter(person -> !parties.contains(person.userId()))
                        .toList(),
                most);
    }

    /** The one of {@link #covers} with this user id. */
    public Optional<Person> cover(Set<String> parties, String userId) {
        return reportingLine.supervising(userId).filter(person -> !parties.contains(userId));
    }

    /** Adds what is wrong with the terms to the errors; whether they need an exception is another question. */
    public void check(Draft draft, FormErrors errors) {
        Policy policy = policies.current();
        checkInterval(draft, errors);
        checkMeeting(draft, policy, errors);
        checkRecord(draft, policy, errors);
        checkCover(draft, errors);
        errors.require("expectations", draft.expectations(), "Say what you expect of each other.", "A1.1");
    }

    /** The rule that the interval breaks unless the Service Manager approves an exception, as a sentence (B1). */
    public Optional<String> beyondCeiling(Draft draft) {
        Integer weeks = draft.intervalWeeks();
        if (weeks == null || weeks < 1 || weeks > MAX_INTERVAL_WEEKS) {
            return Optional.empty();
        }
        int days = weeks * DAYS_A_WEEK;
        int ceiling = policies.current().frequency().ceilingDays();
        if (days > ceiling) {
            return Optional.of("Supervision takes place at least every %d weeks.".formatted(ceiling / DAYS_A_WEEK));
        }
        if (draft.supervisee() == null || people.find(draft.supervisee()).isEmpty()) {
            return Optional.empty();
        }
        int limit = drafting.limitDays(draft.supervisee());
        return days > limit
                ? Optional.of("This person is seen at least every %d days.".formatted(limit))
                : Optional.empty();
    }

    private static void checkInterval(Draft draft, FormErrors errors) {
        Integer weeks = draft.intervalWeeks();
        if (errors.require("intervalWeeks", weeks, "Say how often you meet at least, in weeks.", "B1")
                && (weeks < 1 || weeks > MAX_INTERVAL_WEEKS)) {
            errors.add("intervalWeeks", "Enter whole weeks from 1 to " + MAX_INTERVAL_WEEKS + ".", "B1");
        }
    }

    private void checkMeeting(Draft draft, Policy policy, FormErrors errors) {
        if (errors.require("usualLocation", draft.usualLocation(), "Say where you usually meet.", "A-hdr")
                && draft.usualLocation().length() > MAX_LOCATION_LENGTH) {
            errors.add("usualLocation", "Use at most " + MAX_LOCATION_LENGTH + " characters for the place.");
        }
        Integer minutes = draft.durationMinutes();
        if (errors.require("durationMinutes", minutes, "Say how many minutes a session is to last.", "B2")) {
            String supervisee = Objects.requireNonNullElse(draft.supervisee(), "");
            SessionLength.Bounds bounds = lengths.of(supervisee, calendar.today());
            if (!bounds.allow(minutes)) {
                errors.add(
                        "durationMinutes",
                        "A session lasts from %d to %d minutes.".formatted(bounds.min(), bounds.max()),
                        "B2");
            }
        }
        if (errors.require("mode", draft.mode(), "Say how you will meet.", "B4")
                && draft.mode() == MeetingMode.REMOTE) {
            checkRemote(draft, policy.session().remote(), errors);
        }
    }

    private static void checkRemote(Draft draft, Policy.Remote rule, FormErrors errors) {
        if (rule == Policy.Remote.NO) {
            errors.add("mode", "Supervision is a face-to-face meeting here.", "B4");
        } else if (rule == Policy.Remote.ALLOWED_WITH_REASON) {
            errors.require("modeReason", draft.modeReason(), "Say why you do not meet face to face.", "B4");
        }
    }

    private static void checkRecord(Draft draft, Policy policy, FormErrors errors) {
        Policy.RecordKeeping record = policy.record();
        if (errors.require("recordAuthor", draft.recordAuthor(), "Say who writes the record.", "A6.1")
                && record.author() == Policy.RecordAuthor.SUPERVISOR
                && draft.recordAuthor() != RecordAuthor.SUPERVISOR) {
            errors.add("recordAuthor", "The supervisor makes the record.", "B5");
        }
        Integer days = draft.distributionWorkingDays();
        if (errors.require(
                        "distributionWorkingDays",
                        days,
                        "Say within how many working days the record is with both of you.",
                        "A6.1")
                && (days < record.dueWdMin() || days > record.dueWdMax())) {
            errors.add(
                    "distributionWorkingDays",
                    "Enter from %d to %d working days.".formatted(record.dueWdMin(), record.dueWdMax()),
                    "A6.1");
        }
    }

    private void checkCover(Draft draft, FormErrors errors) {
        String cover = draft.coverSupervisor();
        if (cover == null) {
            errors.require(
                    "coverArrangements",
                    draft.coverArrangements(),
                    "Name who covers, or say how sessions go on during leave or sickness.",
                    "A-br");
        } else if (cover.equals(draft.supervisor()) || cover.equals(draft.supervisee())) {
            errors.add("coverSupervisor", "Somebody other than the two of you covers.", "A-br");
        } else if (!reportingLine.isSupervising(cover)) {
            errors.add("coverSupervisor", "Choose a supervisor from the list.", "A-br");
        }
    }
}
