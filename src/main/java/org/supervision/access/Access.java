package org.supervision.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.LineManagement;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy.LineManagerReads;

/**
 * The one gate to what people wrote: whoever shows it asks here first, and every opening and every refusal is in the
 * {@linkplain ReadLog log} (A5.1, A6.2, A6.3, B6).
 */
@Service
public class Access {

    private final Relations relations;
    private final AccessGrants grants;
    private final ReadLog log;
    private final LineManagement line;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final TransactionTemplate ownTransaction;

    Access(
            Relations relations,
            AccessGrants grants,
            ReadLog log,
            LineManagement line,
            Policies policies,
            WorkingCalendar calendar,
            PlatformTransactionManager transactions) {
        this.relations = relations;
        this.grants = grants;
        this.log = log;
        this.line = line;
        this.policies = policies;
        this.calendar = calendar;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Whether somebody may read this now. Only a question: nothing is opened, nothing logged. */
    public Decision decide(String reader, Content content, Route route) {
        return relations
                .of(content)
                .map(relation -> decide(reader, content, relation, route))
                .orElseGet(() -> Decision.denied(Denial.NOTHING_THERE));
    }

    /**
     * Those of these that somebody may read now, asked for together. Only a question, like {@link #decide}.
     *
     * @param contents actions, or caseloads, each of another agreement
     */
    @Transactional(readOnly = true)
    public Set<Content> readable(String reader, ContentKind kind, Collection<Content> contents, Route route) {
        Set<Content> readable = new LinkedHashSet<>();
        relations.ofAgreements(kind, contents).forEach((content, relation) -> {
            if (decide(reader, content, relation, route).isAllowed()) {
                readable.add(content);
            }
        });
        return readable;
    }

    /**
     * The same of many things at once: what they have in common is asked for once.
     *
     * @return a decision for each, in their order
     */
    @Transactional(readOnly = true)
    public Map<Content, Decision> decideAll(String reader, Collection<Content> contents, Route route) {
        LocalDate today = calendar.today();
        Map<Content, Relation> known = relations.ofAll(contents);
        Map<Long, AccessRules.Reader> outsiders = new HashMap<>();
        Map<Content, Decision> decisions = new LinkedHashMap<>();
        for (Content content : contents) {
            Relation relation = known.get(content);
            decisions.put(
                    content,
                    relation == null
                            ? Decision.denied(Denial.NOTHING_THERE)
                            : AccessRules.byRelation(reader, content, relation, today)
                                    .orElseGet(() -> AccessRules.decide(
                                            outsiders.computeIfAbsent(
                                                    relation.agreementId(), id -> outsider(reader, relation)),
                                            content,
                                            relation,
                                            route,
                                            today)));
        }
        return decisions;
    }

    private Decision decide(String userId, Content content, Relation relation, Route route) {
        LocalDate today = calendar.today();
        return AccessRules.byRelation(userId, content, relation, today)
                .orElseGet(() -> AccessRules.decide(outsider(userId, relation), content, relation, route, today));
    }

    private AccessRules.Reader outsider(String userId, Relation relation) {
        boolean isLineManager = line.lineManagerOf(relation.holderOn(calendar.today()))
                .filter(userId::equals)
                .isPresent();
        boolean mayRead = isLineManager && lineManagerMayRead(relation.agreementId());
        return new AccessRules.Reader(userId, grants.to(userId), isLineManager, mayRead);
    }

    private boolean lineManagerMayRead(long agreementId) {
        LineManagerReads reads = policies.current().access().lmReadsRecord();
        return reads == LineManagerReads.ALWAYS
                || reads == LineManagerReads.ON_CASE && relations.isEscalated(agreementId);
    }

    /** Like {@link #open(String, List, Route)}, for one thing. */
    @Transactional
    public boolean open(String reader, Content content, Route route) {
        return open(reader, List.of(content), route);
    }

    /**
     * Opens things for somebody to read at once. The openings are logged in the caller's transaction. If one of them is
     * refused nothing is opened, and the refusal is logged whatever becomes of that transaction.
     *
     * @return whether he may read them; where not, he is to be answered as if there were nothing
     */
    @Transactional
    public boolean open(String reader, List<Content> contents, Route route) {
        List<Reading> allowed = new ArrayList<>();
        List<Reading> denied = new ArrayList<>();
        boolean all = true;
        Map<Content, Decision> decisions = decideAll(reader, contents, route);
        for (Content content : contents) {
            Decision decision = Objects.requireNonNull(decisions.get(content));
            all &= decision.isAllowed();
            if (decision.isAboutSomething()) {
                (decision.isAllowed() ? allowed : denied).add(log.reading(reader, content, decision, route));
            }
        }
        if (all) {
            allowed.forEach(log::note);
        } else {
            ownTransaction.executeWithoutResult(status -> denied.forEach(log::append));
        }
        return all;
    }

    /**
     * Hands what a record says of a case over to the council's case system, as the settings ask for (B5): logged as its
     * reading, in the caller's transaction.
     *
     * @param system user id, or what the log calls it
     */
    @Transactional
    public void handOver(String system, Content casework, Route route) {
        log.note(log.reading(system, casework, Decision.allowed(Ground.CASE_SYSTEM), route));
    }

    /**
     * Whether somebody may go on with things that he has opened before, as when he saves or completes a form. A refusal is
     * logged like that of an opening.
     */
    @Transactional
    public boolean mayGoOn(String reader, List<Content> contents, Route route) {
        return decideAll(reader, contents, route).values().stream().allMatch(Decision::isAllowed)
                || open(reader, contents, route);
    }

    /** The sessions of whose records somebody may read, by key, such as for a list; nothing is opened. */
    @Transactional(readOnly = true)
    public Set<String> sessionsWithReadableRecord(String reader) {
        List<AccessGrant> granted = grants.to(reader);
        return readable(reader, ContentKind.RECORD, relations.sessionsThatConcern(reader, granted), granted);
    }

    /** The signed terms that somebody may read, by key; nothing is opened. */
    @Transactional(readOnly = true)
    public Set<String> readableAgreements(String reader) {
        List<AccessGrant> granted = grants.to(reader);
        return readable(reader, ContentKind.AGREEMENT, relations.termsThatConcern(reader, granted), granted);
    }

    private Set<String> readable(
            String reader, ContentKind kind, List<Relation> candidates, List<AccessGrant> granted) {
        LocalDate today = calendar.today();
        AccessRules.Reader outsider = new AccessRules.Reader(reader, granted, false, false);
        Set<String> keys = new LinkedHashSet<>();
        for (Relation relation : candidates) {
            Content content = new Content(kind, relation.key(), 0);
            Decision decision = AccessRules.byRelation(reader, content, relation, today)
                    .orElseGet(() -> AccessRules.decide(outsider, content, relation, Route.PAGE, today));
            if (decision.isAllowed()) {
                keys.add(relation.key());
            }
        }
        return keys;
    }

    /** User ids of the two whose this is, by its business key; nobody where it belongs to no agreement. */
    @Transactional(readOnly = true)
    public Set<String> partiesOf(String businessKey) {
        return relations.partiesOf(businessKey);
    }

    /**
     * Who has read something and who was refused, the latest first: for the two whose it is, and for nobody else. What is
     * disclosed with delayed notice appears on the day of that notice (A6.3).
     */
    @Transactional(readOnly = true)
    public List<Reading> readings(String reader, Content content) {
        return decide(reader, content, Route.PAGE).isOwn() ? log.of(content.key()) : List.of();
    }
}
