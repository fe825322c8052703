package org.supervision.absence;

import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.Person;

/** Enters absences, changes them and takes them back (A-br). */
@Service
@Transactional
public class AbsenceService {

    private final AbsenceRepository absences;
    private final AbsentPeople absentPeople;
    private final CoverService covers;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    AbsenceService(
            AbsenceRepository absences,
            AbsentPeople absentPeople,
            CoverService covers,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.absences = absences;
        this.absentPeople = absentPeople;
        this.covers = covers;
        this.calendar = calendar;
        this.notifier = notifier;
        this.events = events;
    }

    /**
     * Begins an absence that its form will fill in.
     *
     * @return its business key, such as {@code CO-000012}
     */
    public String begin(String initiator) {
        return absences.save(Absence.asked(initiator, calendar.now())).key();
    }

    /**
     * The absence with this business key.
     *
     * @throws NoSuchElementException if there is none
     */
    public Absence require(String key) {
        return absences.findById(Absence.idOf(key)).orElseThrow(() -> new NoSuchElementException("No absence " + key));
    }

    /** The absences that somebody may change: those to come or under way of everybody for whom he may enter one. */
    public List<Absence> changeableBy(String userId) {
        List<String> people =
                absentPeople.of(userId).stream().map(Person::userId).toList();
        return people.isEmpty() ? List.of() : absences.findLiveOf(people, calendar.today());
    }

    /**
     * An absence of this person that shares a day with these.
     *
     * @param until the last day; null where it is not known
     * @param exceptKey one that is about to be changed and so doesn't count; null for none
     */
    public Optional<Absence> overlapping(
            String person, LocalDate from, @Nullable LocalDate until, @Nullable String exceptKey) {
        return absences.findByPersonAndStatusOrderByFromOn(person, Absence.Status.RECORDED).stream()
                .filter(absence -> !absence.key().equals(exceptKey))
                .filter(absence -> until == null || !absence.requireFrom().isAfter(until))
                .filter(absence ->
                        absence.untilOn() == null || !absence.untilOn().isBefore(from))
                .findFirst();
    }

    /**
     * Fills an absence in; its process then looks at the sessions.
     *
     * @param deputy user id of whoever acts as manager meanwhile; null where nobody does
     */
    public void record(
            String key,
            String person,
            AbsenceKind kind,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String deputy) {
        Absence recorded = absences.save(require(key).recorded(person, kind, from, until, deputy));
        tellDeputy(recorded, null);
    }

    /** Closes an absence that was never filled in. */
    public void discard(String key) {
        absences.save(require(key).withdrawn(calendar.now()));
    }

    /**
     * Changes the days of an absence that was entered. Sessions outside of them go back to who held them, suspensions end
     * with it, and the others are looked at again.
     *
     * @param until the new last day; null where it is not known
     * @param deputy user id of whoever acts as manager meanwhile; null where nobody does
     */
    public void change(String key, LocalDate from, @Nullable LocalDate until, @Nullable String deputy) {
        Absence before = require(key);
        Absence changed = absences.save(before.changed(from, until, deputy));
        tellDeputy(changed, before.deputy());
        covers.follow(changed);
        events.publishEvent(new AbsenceChanged(key, true));
    }

    private void tellDeputy(Absence absence, @Nullable String known) {
        if (absence.deputy() != null && !absence.deputy().equals(known)) {
            notifier.send(Notice.of(
                    absence.key() + "/deputy/" + absence.rowVersion(),
                    absence.deputy(),
                    MailKind.DEPUTY_NAMED,
                    absence.key()));
        }
    }

    /** Takes an absence back: everybody holds their own sessions again. */
    public void withdraw(String key) {
        Absence withdrawn = absences.save(require(key).withdrawn(calendar.now()));
        covers.follow(withdrawn);
        events.publishEvent(new AbsenceChanged(key, false));
    }
}
