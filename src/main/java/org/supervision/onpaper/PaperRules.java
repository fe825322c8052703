package org.supervision.onpaper;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.PaperAgreements;
import org.supervision.agreement.PaperTerms;
import org.supervision.agreement.ReportingLine;
import org.supervision.agreement.TermRules;
import org.supervision.agreement.TermsDrafting;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.session.SlotRules;
import org.supervision.taskform.FormErrors;

/** What an agreement on paper must be like to be entered: as a draft, but signed and without an exception (F11, B1). */
@Component
class PaperRules {

    private static final int MAX_YEARS_AGO = 10;
    private static final int MAX_REFERENCE = 200;
    private static final int MAX_SESSIONS = 12;

    private final TermRules terms;
    private final TermsDrafting drafting;
    private final PaperAgreements papers;
    private final AgreementService agreements;
    private final ReportingLine reportingLine;
    private final SlotRules slots;
    private final People people;
    private final WorkingCalendar calendar;

    PaperRules(
            TermRules terms,
            TermsDrafting drafting,
            PaperAgreements papers,
            AgreementService agreements,
            ReportingLine reportingLine,
            SlotRules slots,
            People people,
            WorkingCalendar calendar) {
        this.terms = terms;
        this.drafting = drafting;
        this.papers = papers;
        this.agreements = agreements;
        this.reportingLine = reportingLine;
        this.slots = slots;
        this.people = people;
        this.calendar = calendar;
    }

    /** A session that other lines of the file have booked. */
    record Taken(List<String> people, Instant start, Instant end) {}

    /**
     * Adds what is wrong with a line to the errors, and what is worth knowing to the warnings.
     *
     * @param taken by the lines before
     */
    void check(PaperLine line, List<Taken> taken, FormErrors errors) {
        checkParties(line, errors);
        terms.check(line.draft(), errors);
        terms.beyondCeiling(line.draft())
                .ifPresent(rule -> errors.add(
                        "intervalWeeks",
                        rule + " Draft this agreement here, so that the Service Manager can approve an exception.",
                        "B1"));
        checkSignatures(line, errors);
        if (errors.require("scanReference", line.scanReference(), "Say where the scan is kept.", "A-sig")
                && line.scanReference().length() > MAX_REFERENCE) {
            errors.add("scanReference", "Use at most " + MAX_REFERENCE + " characters.");
        }
        checkLastHeld(line, errors);
        if (errors.isEmpty()) {
            checkSessions(line, taken, errors);
        }
        if (errors.isEmpty()) {
            checkLivePair(line, errors);
            warn(line, errors);
        }
    }

    private void checkParties(PaperLine line, FormErrors errors) {
        String supervisor = line.draft().supervisor();
        if (errors.require("supervisor", supervisor, "Name the supervisor by user id.", "A-hdr")) {
            Optional<Person> found = active(supervisor);
            if (found.isEmpty()) {
                errors.add("supervisor", "The directory has nobody at work under this user id.", "A-hdr");
            } else if (!reportingLine.supervises(found.get())) {
                errors.add("supervisor", "This person does not supervise.", "A-hdr");
            }
        }
        String supervisee = line.draft().supervisee();
        if (!errors.require("supervisee", supervisee, "Name the supervisee by user id.", "A-hdr")) {
            return;
        }
        if (supervisee.equals(supervisor)) {
            errors.add("supervisee", "Nobody supervises themselves.", "A-hdr");
        } else if (active(supervisee).isEmpty()) {
            errors.add("supervisee", "The directory has nobody at work under this user id.", "A-hdr");
        } else if (!errors.has("supervisor") && !terms.isSupervisee(supervisor, supervisee)) {
            errors.add("supervisee", "The directory has another line manager for this person.", "A-hdr");
        }
    }

    private Optional<Person> active(String userId) {
        return people.find(userId).filter(person -> person.activeOn(calendar.today()));
    }

    private void checkSignatures(PaperLine line, FormErrors errors) {
        checkSigned(
                "signedOnBySupervisor",
                line.signedOnBySupervisor(),
                line.draft().supervisor(),
                errors);
        checkSigned(
                "signedOnBySupervisee",
                line.signedOnBySupervisee(),
                line.draft().supervisee(),
                errors);
    }

    private void checkSigned(String column, @Nullable LocalDate day, @Nullable String signer, FormErrors errors) {
        if (!errors.require(column, day, "Say when it was signed: both sign and date it.", "A-sig")) {
            return;
        }
        if (day.isAfter(calendar.today())) {
            errors.add(column, "This is still to come.", "A-sig");
        } else if (day.isBefore(calendar.today().minusYears(MAX_YEARS_AGO))) {
            errors.add(column, "This is more than " + MAX_YEARS_AGO + " years ago.", "A-sig");
        } else if (signer != null) {
            people.find(signer)
                    .filter(person -> day.isBefore(person.startedOn()))
                    .ifPresent(person ->
                            errors.warn(column, "This is before the first day of " + person.name() + ".", "A-sig"));
        }
    }

    private void checkLastHeld(PaperLine line, FormErrors errors) {
        LocalDate last = line.lastHeldOn();
        if (last == null || line.signedOnBySupervisor() == null || line.signedOnBySupervisee() == null) {
            return;
        }
        if (last.isAfter(calendar.today())) {
            errors.add("lastHeldOn", "This is still to come.", "A7.2");
        } else if (last.isBefore(line.signedOnBySupervisor()) || last.isBefore(line.signedOnBySupervisee())) {
            errors.add("lastHeldOn", "This is before both had signed: leave it empty.", "A7.2");
        }
    }

    private void checkSessions(PaperLine line, List<Taken> taken, FormErrors errors) {
        if (line.bookedSessions().size() > MAX_SESSIONS) {
            errors.add("bookedSessions", "Name at most " + MAX_SESSIONS + " sessions.");
            return;
        }
        List<Taken> all = new ArrayList<>(taken);
        for (Taken session : sessionsOf(line)) {
            slots.checkFree(
                    errors,
                    "bookedSessions",
                    new SlotRules.Slot(
                            0,
                            line.parties(),
                            session.start(),
                            Duration.between(session.start(), session.end()),
                            line.paper().effectiveOn(),
                            null,
                            PaperImport.BOOKED_ON_PAPER));
            if (all.stream().anyMatch(other -> overlap(session, other))) {
                errors.add("bookedSessions", "Another session in this file is at the same time.", "A2.4");
            }
            all.add(session);
        }
    }

    private static boolean overlap(Taken one, Taken other) {
        return one.start().isBefore(other.end())
                && other.start().isBefore(one.end())
                && one.people().stream().anyMatch(other.people()::contains);
    }

    /** The sessions that a line with complete terms has booked. */
    List<Taken> sessionsOf(PaperLine line) {
        return line.bookedSessions().stream()
                .map(calendar::at)
                .map(start -> new Taken(
                        line.parties().both(),
                        start,
                        start.plus(line.paper().terms().duration())))
                .toList();
    }

    private void checkLivePair(PaperLine line, FormErrors errors) {
        Optional<Agreement> live = agreements.betweenNow(
                line.draft().supervisor(), Objects.requireNonNull(line.draft().supervisee()));
        live.ifPresent(agreement -> errors.add(
                "supervisee",
                agreement.status().isSigned()
                        ? "The two have %s already. Change that one instead.".formatted(agreement.key())
                        : "The two have a draft, %s. It is signed or discarded first.".formatted(agreement.key()),
                "A-hdr"));
    }

    private void warn(PaperLine line, FormErrors errors) {
        PaperTerms paper = line.paper();
        LocalDate today = calendar.today();
        LocalDate reviewDueOn = papers.reviewDueOn(paper);
        if (reviewDueOn.isBefore(today)) {
            errors.warn(
                    "signedOnBySupervisee",
                    "The review was due on %s: it begins at once.".formatted(LondonWords.of(reviewDueOn)),
                    "B9");
        }
        int days = Math.min(
                paper.terms().intervalDays(), drafting.limitDays(paper.parties().supervisee()));
        LocalDate from = paper.lastHeldOn() == null ? paper.effectiveOn() : paper.lastHeldOn();
        LocalDate by = from.plusDays(days);
        if (by.isBefore(today)) {
            errors.warn(
                    "lastHeldOn",
                    "A session was due by %s: the line manager is asked to see to it.".formatted(LondonWords.of(by)),
                    "A7.2");
        }
    }
}
