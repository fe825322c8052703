package org.supervision.session;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/** The personal matters that were raised in sessions, apart from the records: for the two parties alone (A5.1). */
@Service
@Transactional
public class PersonalMatters {

    private final PersonalMatterRepository matters;
    private final WorkingCalendar calendar;

    PersonalMatters(PersonalMatterRepository matters, WorkingCalendar calendar) {
        this.matters = matters;
        this.calendar = calendar;
    }

    /** Those raised in a session. */
    public List<PersonalMatter> of(long sessionId) {
        return matters.findBySessionIdOrderById(sessionId);
    }

    /** Those of every session of an agreement, the first one first. */
    public List<PersonalMatter> underAgreement(long agreementId) {
        return matters.findByAgreement(agreementId);
    }

    /** One of them, if there is one of this key. */
    public Optional<PersonalMatter> find(String key) {
        return PersonalMatter.isKey(key) ? matters.findById(PersonalMatter.idOf(key)) : Optional.empty();
    }

    /**
     * One of them.
     *
     * @throws NoSuchElementException if there is no such row
     */
    public PersonalMatter require(long matterId) {
        return matters.findById(matterId)
                .orElseThrow(() -> new NoSuchElementException("No personal matter " + matterId));
    }

    /** The supervisee has let one pass on to the new supervisor. */
    public void passOn(long matterId, String to) {
        matters.passOn(matterId, to);
    }

    /** Keeps what a version of a record raises; a correction may flag one that was raised before. */
    void raise(long sessionId, List<RecordDraft.Matter> raised, String author) {
        List<PersonalMatter> known = of(sessionId);
        for (RecordDraft.Matter matter : raised) {
            Optional<PersonalMatter> before = known.stream()
                    .filter(row -> row.wording().equals(matter.wording()))
                    .findFirst();
            if (before.isEmpty()) {
                matters.save(new PersonalMatter(
                        null, sessionId, author, calendar.now(), matter.wording(), matter.forLineManager()));
            } else if (matter.forLineManager() && !before.get().forLineManager()) {
                matters.save(before.get().flagged());
            }
        }
    }
}
