package org.supervision.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.DirectoryChanged;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.PeopleImported;
import org.supervision.people.Person;

/**
 * Gives a supervisor an agreement to draft when somebody starts in their line or moves into it (A1.2): on the first day of
 * the working relationship, once. The former line manager's agreement counts until the new one is in force. A draft so
 * raised ends by itself when the two work together no more.
 */
@Service
@Transactional
public class AgreementNeeds {

    private static final Logger LOG = LoggerFactory.getLogger(AgreementNeeds.class);

    private final AgreementNeedRepository needs;
    private final AgreementService agreements;
    private final AgreementTermService terms;
    private final ReportingLine reportingLine;
    private final LineManagement line;
    private final People people;
    private final WorkingCalendar calendar;
    private final ObjectProvider<Succession> succession;

    AgreementNeeds(
            AgreementNeedRepository needs,
            AgreementService agreements,
            AgreementTermService terms,
            ReportingLine reportingLine,
            LineManagement line,
            People people,
            WorkingCalendar calendar,
            ObjectProvider<Succession> succession) {
        this.needs = needs;
        this.agreements = agreements;
        this.terms = terms;
        this.reportingLine = reportingLine;
        this.line = line;
        this.people = people;
        this.calendar = calendar;
        this.succession = succession;
    }

    /** The first load of a directory raises nothing: those people have worked together already. */
    @EventListener
    void on(PeopleImported imported) {
        if (imported.first()) {
            return;
        }
        imported.added().forEach(userId -> note(userId, null, imported.effectiveOn()));
        imported.moved().stream()
                .filter(move -> !isHandedOver(move))
                .forEach(move -> note(move.userId(), move.from(), imported.effectiveOn()));
        raiseDue(calendar.today());
    }

    @EventListener
    void on(DirectoryChanged changed) {
        if (!changed.first()) {
            endPointless();
        }
    }

    /** With a signed agreement, its hand-over raises the new draft (B6). */
    private boolean isHandedOver(PeopleImported.Move move) {
        return move.from() != null && succession.stream().anyMatch(hand -> hand.handsOver(move.from(), move.userId()));
    }

    /**
     * What became of the agreements that a change of the directory called for.
     *
     * @param raised how many drafts a supervisor has got
     * @param later how many wait for the first day
     * @param without user ids of those for whom none is called for, in order
     */
    public record CalledFor(int raised, int later, List<String> without) {}

    /** What became of them for people who are new in somebody's line from this London date. */
    @Transactional(readOnly = true)
    public CalledFor calledFor(List<String> people, LocalDate effectiveOn) {
        if (people.isEmpty()) {
            return new CalledFor(0, 0, List.of());
        }
        Map<AgreementNeed.Status, Set<String>> found =
                needs.findBySuperviseeInAndFromOnGreaterThanEqual(people, effectiveOn).stream()
                        .collect(Collectors.groupingBy(
                                AgreementNeed::status,
                                Collectors.mapping(AgreementNeed::supervisee, Collectors.toSet())));
        Set<String> raised = found.getOrDefault(AgreementNeed.Status.RAISED, Set.of());
        Set<String> later = found.getOrDefault(AgreementNeed.Status.WAITING, Set.of());
        return new CalledFor(
                raised.size(),
                later.size(),
                people.stream()
                        .filter(person -> !raised.contains(person) && !later.contains(person))
                        .toList());
    }

    /** The agreement with the former line manager has given way to this one (E16). */
    @EventListener
    void on(AgreementInForce inForce) {
        Agreement agreement = agreements.require(inForce.agreementId());
        Parties parties = agreement.parties();
        if (line.lineManagerOf(parties.supervisee())
                .filter(parties.supervisor()::equals)
                .isPresent()) {
            replacedBy(agreement.supervisor(), parties.supervisee())
                    .forEach(former -> agreements.end(former.requireId(), EndReason.SUPERSEDED));
        }
    }

    /**
     * Raises the drafts whose day has come by this London date, and ends those that were raised for somebody who has left
     * or moved on since; a repeated run changes nothing.
     */
    void bringUpToDate(LocalDate today) {
        raiseDue(today);
        endPointless();
    }

    private void endPointless() {
        List<AgreementNeed> drafted = needs.findDrafted();
        Map<String, Person> known = people.among(drafted.stream()
                .flatMap(need -> Stream.of(need.supervisor(), need.supervisee()))
                .toList());
        List<AgreementNeed> pointless =
                drafted.stream().filter(need -> !isInLine(need, known)).toList();
        pointless.forEach(need -> agreements.end(Objects.requireNonNull(need.agreementId()), reasonOf(need)));
        if (!pointless.isEmpty()) {
            LOG.info("{} drafts ended: the two are not in line any more", pointless.size());
        }
    }

    private EndReason reasonOf(AgreementNeed need) {
        return line.isActive(need.supervisee()) && line.isActive(need.supervisor())
                ? EndReason.ROLE_CHANGE
                : EndReason.LEAVER;
    }

    private void raiseDue(LocalDate today) {
        List<AgreementNeed> due =
                needs.findByStatusAndFromOnLessThanEqualOrderById(AgreementNeed.Status.WAITING, today);
        long raised = due.stream().map(this::raise).filter(Optional::isPresent).count();
        if (!due.isEmpty()) {
            LOG.info("{} agreements called for by the line of management, {} drafts raised", due.size(), raised);
        }
    }

    private void note(String userId, @Nullable String former, LocalDate effectiveOn) {
        Person person = people.find(userId, effectiveOn).orElseThrow();
        LocalDate from = person.startedOn().isAfter(effectiveOn) ? person.startedOn() : effectiveOn;
        if (person.lineManager() != null && person.activeOn(from)) {
            needs.save(AgreementNeed.of(person.lineManager(), userId, former, from, calendar.now()));
        }
    }

    /** The directory decides on the day itself: who has left or moved on by then needs no draft. */
    private Optional<Agreement> raise(AgreementNeed need) {
        String supervisee = need.supervisee();
        Optional<Person> supervisor = people.find(need.supervisor()).filter(reportingLine::supervises);
        if (!isInLine(need) || supervisor.isEmpty()) {
            needs.save(need.notNeeded(calendar.now()));
            return Optional.empty();
        }
        Optional<Agreement> present = agreements.betweenNow(need.supervisor(), supervisee);
        boolean signed =
                present.filter(agreement -> agreement.status().isSigned()).isPresent();
        replacedBy(need.supervisor(), supervisee).stream()
                .filter(former -> signed || !former.status().isSigned())
                .forEach(former -> agreements.end(former.requireId(), EndReason.SUPERSEDED));
        if (present.isPresent()) {
            needs.save(need.notNeeded(calendar.now()));
            return Optional.empty();
        }
        Agreement draft = terms.openFor(need.supervisor(), supervisee);
        needs.save(need.raised(draft.requireId(), calendar.now()));
        return Optional.of(draft);
    }

    private boolean isInLine(AgreementNeed need, Map<String, Person> known) {
        Person supervisee = known.get(need.supervisee());
        Person supervisor = known.get(need.supervisor());
        LocalDate today = calendar.today();
        return supervisee != null
                && supervisor != null
                && supervisee.activeOn(today)
                && supervisor.activeOn(today)
                && need.supervisor().equals(supervisee.lineManager());
    }

    private boolean isInLine(AgreementNeed need) {
        return line.isActive(need.supervisee())
                && line.isActive(need.supervisor())
                && line.lineManagerOf(need.supervisee())
                        .filter(need.supervisor()::equals)
                        .isPresent();
    }

    /** The live agreements of this person with line managers whom this supervisor, directly or not, has followed. */
    private List<Agreement> replacedBy(String supervisor, String supervisee) {
        List<AgreementNeed> ofTheirs = needs.findBySupervisee(supervisee);
        return agreements.of(supervisee).stream()
                .filter(agreement -> agreement.status().isLive())
                .filter(agreement -> Objects.equals(supervisee, agreement.supervisee()))
                .filter(agreement -> !agreement.supervisor().equals(supervisor))
                .filter(agreement -> ofTheirs.stream().anyMatch(need -> need.replaces(agreement)))
                .toList();
    }
}
