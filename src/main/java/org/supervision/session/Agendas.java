package org.supervision.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.policy.Policy.StandardItem;

/** The agendas of sessions: the standard items, what the parties add, and what was put off before (A3). */
@Service
@Transactional
public class Agendas {

    /** The item on the supervision arrangements themselves, which comes up from time to time (A2.2). */
    public static final StandardItem ARRANGEMENTS = new StandardItem("AR", "These supervision arrangements");

    private final AgendaItemRepository items;
    private final PreparationRepository preparations;
    private final SessionRepository sessions;
    private final SessionDeadlines deadlines;
    private final People people;
    private final WorkingCalendar calendar;

    Agendas(
            AgendaItemRepository items,
            PreparationRepository preparations,
            SessionRepository sessions,
            SessionDeadlines deadlines,
            People people,
            WorkingCalendar calendar) {
        this.items = items;
        this.preparations = preparations;
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.people = people;
        this.calendar = calendar;
    }

    /** The items that every record answers (A3.5). */
    public List<StandardItem> standardItems(SupervisionSession session) {
        return deadlines.policyFor(session).agenda().standardItems();
    }

    /** Whether the arrangements themselves are due to be on the agenda (A2.2, {@code agenda.arrangementsEvery}). */
    public boolean includesArrangements(SupervisionSession session) {
        long heldBefore = sessions.findByAgreementIdOrderByStartAt(session.agreementId()).stream()
                .filter(other -> other.isFormal()
                        && other.state().isHeld()
                        && other.startAt().isBefore(session.startAt()))
                .count();
        return (heldBefore + 1) % deadlines.policyFor(session).agenda().arrangementsEvery() == 0;
    }

    /** What the parties added, and what earlier sessions left open (A3.1, F28). */
    public List<AgendaItem> added(long sessionId) {
        return items.findOnAgendaOf(sessionId);
    }

    /** Who put how many of the added items on the agenda, in words; empty where nobody added any (A3.1, B7). */
    public String share(SupervisionSession session) {
        Map<String, Long> counts = added(session.requireId()).stream()
                .collect(Collectors.groupingBy(AgendaItem::addedBy, LinkedHashMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? ""
                : session.both().stream()
                        .map(person -> people.nameOf(person) + " " + counts.getOrDefault(person, 0L))
                        .collect(Collectors.joining(", ", "Items added to the agenda: ", "."));
    }

    /** The items that are there without anybody's adding them: the standard ones and, when due, the arrangements. */
    public List<StandardItem> fixedItems(SupervisionSession session) {
        List<StandardItem> all = new ArrayList<>(standardItems(session));
        if (includesArrangements(session)) {
            all.add(ARRANGEMENTS);
        }
        return List.copyOf(all);
    }

    /**
     * Puts an item on the agenda. One that needs thought but comes later than the policy's lead is marked as late (A3.3).
     *
     * @param by user id of who adds it
     */
    public void add(SupervisionSession session, String by, String title, boolean needsThought) {
        boolean late = needsThought && calendar.today().isAfter(deadlines.raiseThoughtBy(session));
        items.save(new AgendaItem(
                null, session.requireId(), title.strip(), by, calendar.now(), needsThought, late, null, null));
    }

    /** Notes that a party has prepared (A4.1) and, perhaps, agrees the agenda (A3.1). */
    public void prepared(long sessionId, String party, boolean prepared, boolean agendaAgreed) {
        Long id = preparations
                .findBySessionIdAndParty(sessionId, party)
                .map(Preparation::id)
                .orElse(null);
        preparations.save(new Preparation(id, sessionId, party, prepared, agendaAgreed, calendar.now()));
    }

    /** Whether a party ticked that he has prepared. */
    public boolean isPrepared(long sessionId, String party) {
        return preparations
                .findBySessionIdAndParty(sessionId, party)
                .filter(Preparation::prepared)
                .isPresent();
    }

    /** Whether a party agreed the agenda while preparing. */
    public boolean isAgreedBy(long sessionId, String party) {
        return preparations
                .findBySessionIdAndParty(sessionId, party)
                .filter(Preparation::agendaAgreed)
                .isPresent();
    }

    /** Takes down what a record says of the added items; one that it passes over is put off. */
    void answer(long sessionId, List<RecordContent.Item> answers) {
        Map<String, RecordContent.Item> byCode =
                answers.stream().collect(Collectors.toMap(RecordContent.Item::code, Function.identity(), (a, b) -> a));
        for (AgendaItem item : added(sessionId)) {
            RecordContent.Item answer = byCode.get(item.code());
            items.save(item.answered(answer == null ? ItemOutcome.DEFERRED : answer.outcome(), sessionId));
        }
    }

    /** The codes that a record may answer. */
    public Set<String> codes(SupervisionSession session) {
        Set<String> codes = fixedItems(session).stream().map(StandardItem::code).collect(Collectors.toSet());
        added(session.requireId()).forEach(item -> codes.add(item.code()));
        return codes;
    }
}
