package org.supervision.absence;

import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.DeputyChanged;
import org.supervision.people.People;
import org.supervision.people.PeopleImported;
import org.supervision.people.Person;

/** Enters absences, changes them and takes them back (A-br). */
@Service
@Transactional
public class AbsenceService {

    private final AbsenceRepository absences;
    private final AbsentPeople absentPeople;
    private final People people;
    private final CoverService covers;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    AbsenceService(
            AbsenceRepository absences,
            AbsentPeople absentPeople,
            People people,
            CoverService covers,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.absences = absences;
        this.absentPeople = absentPeople;
        this.people = people;
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

    /**
     * The absences that somebody may change: those to come or under way of everybody for whom they may enter one.
     *
     * @param typed words of the name or user id of whoever is away; anybody's where it is blank
     * @param most how many at most
     */
    public List<Absence> changeableBy(String userId, String typed, int most) {
        List<String> people = absentPeople.search(userId, typed, Integer.MAX_VALUE).stream()
                .map(Person::userId)
                .toList();
        return people.isEmpty() ? List.of() : absences.findLiveOf(people, calendar.today(), most);
    }

    /** The one of {@link #changeableBy} with this business key. */
    public Optional<Absence> changeable(String userId, String key) {
        return (Absence.isKey(key) ? absences.findById(Absence.idOf(key)) : Optional.<Absence>empty())
                .filter(Absence::isRecorded)
                .filter(absence ->
                        absence.untilOn() == null || !absence.untilOn().isBefore(calendar.today()))
                .filter(absence ->
                        absentPeople.find(userId, absence.requirePerson()).isPresent());
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
        if (deputy != null) {
            tellDeputy(recorded);
        }
        announceDeputies(recorded, recorded);
    }

    /**
     * Enters the absences that the directory of people tells of, unless somebody has entered one for these days. One that
     * begins on the same day ends as the directory says. Why somebody is away it does not say.
     */
    @EventListener
    void on(PeopleImported imported) {
        for (String userId : imported.away()) {
            people.find(userId, imported.effectiveOn())
                    .map(Person::away)
                    .ifPresent(away -> enter(userId, away, imported.first()));
        }
    }

    private void enter(String userId, Person.Away away, boolean quietly) {
        Optional<Absence> known = overlapping(userId, away.from(), away.until(), null);
        if (known.isEmpty()) {
            Absence entered = absences.save(Absence.asked(userId, calendar.now())
                    .recorded(userId, AbsenceKind.OTHER, away.from(), away.until(), null));
            if (!quietly) {
                events.publishEvent(new AbsenceChanged(entered.key(), true));
            }
        } else if (known.get().requireFrom().equals(away.from())
                && !Objects.equals(known.get().untilOn(), away.until())
                && overlapping(userId, away.from(), away.until(), known.get().key())
                        .isEmpty()) {
            change(known.get().key(), away.from(), away.until(), null);
        }
    }

    /** Closes an absence that was never filled in. */
    public void discard(String key) {
        absences.save(require(key).withdrawn(calendar.now()));
    }

    /**
     * Changes an absence that was entered. Sessions outside of its days go back to who held them, suspensions end with it,
     * and the others are looked at again.
     *
     * @param until the new last day; null where it is not known
     * @param deputy user id of whoever acts as manager meanwhile from now on; null where that stays as it is
     */
    public void change(String key, LocalDate from, @Nullable LocalDate until, @Nullable String deputy) {
        Absence before = require(key);
        Absence changed = before.changed(from, until);
        boolean another = deputy != null && !(before.hasDeputy() && deputy.equals(before.deputy()));
        Absence saved = absences.save(another ? changed.withDeputy(deputy) : changed);
        if (another) {
            tellDeputy(saved);
        }
        announceDeputies(before, saved);
        covers.follow(saved);
        events.publishEvent(new AbsenceChanged(key, true));
    }

    /** From today nobody acts any more for whoever is away; what the deputy has not finished goes back. */
    public void releaseDeputy(String key) {
        Absence before = require(key);
        Absence released = absences.save(before.withDeputyUntil(calendar.today().minusDays(1)));
        notifier.send(Notice.of(
                key + "/deputy-released/" + released.rowVersion(),
                Objects.requireNonNull(before.deputy()),
                MailKind.DEPUTY_RELEASED,
                key));
        announceDeputies(before, released);
    }

    private void tellDeputy(Absence absence) {
        notifier.send(Notice.of(
                absence.key() + "/deputy/" + absence.rowVersion(),
                Objects.requireNonNull(absence.deputy()),
                MailKind.DEPUTY_NAMED,
                absence.key()));
    }

    /** Open tasks go to the deputy on the first day, which may be today, and back after the last. */
    private void announceDeputies(Absence before, Absence after) {
        Set<String> people = Stream.of(after.person(), before.deputy(), after.deputy())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (people.size() > 1) {
            events.publishEvent(new DeputyChanged(people));
        }
    }

    /** Takes an absence back: everybody holds their own sessions again. */
    public void withdraw(String key) {
        Absence withdrawn = absences.save(require(key).withdrawn(calendar.now()));
        announceDeputies(withdrawn, withdrawn);
        covers.follow(withdrawn);
        events.publishEvent(new AbsenceChanged(key, false));
    }
}
