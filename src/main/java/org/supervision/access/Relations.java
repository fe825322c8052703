package org.supervision.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.access.Relation.Holding;
import org.supervision.calendar.WorkingCalendar;

/** Reads whose things are from the tables of the features, never what they say. */
@Component
class Relations {

    private static final String OF_SESSION = """
            select session.id as thing, agreement.id as agreement_id, agreement.supervisor, agreement.supervisee,
                   session.supervisor as held_by, session.start_at as held_at,
                   coalesce(session.given_at, session.booked_at) as given_at, null as passed_to
              from supervision_session session
              join agreement on agreement.id = session.agreement_id
            """;

    private static final String OF_MATTER = """
            select matter.id as thing, agreement.id as agreement_id, agreement.supervisor, agreement.supervisee,
                   session.supervisor as held_by, session.start_at as held_at,
                   coalesce(session.given_at, session.booked_at) as given_at, matter.passed_to
              from personal_matter matter
              join supervision_session session on session.id = matter.session_id
              join agreement on agreement.id = session.agreement_id
            """;

    private static final String OF_DISAGREEMENT = """
            select referral.id as thing, agreement.id as agreement_id, agreement.supervisor, agreement.supervisee,
                   session.supervisor as held_by, session.start_at as held_at,
                   coalesce(session.given_at, session.booked_at) as given_at, null as passed_to
              from disagreement_referral referral
              join agreement on agreement.id = referral.agreement_id
              left join supervision_session session on session.id = referral.session_id
            """;

    private static final String OF_TERM = """
            select term.term_number as thing, agreement.id as agreement_id, agreement.supervisor, agreement.supervisee,
                   null as held_by, null as held_at, null as given_at, null as passed_to
              from agreement_term term
              join agreement on agreement.id = term.agreement_id
            """;

    private static final String OF_CASE = """
            select missed.id as thing, agreement.id as agreement_id, agreement.supervisor, agreement.supervisee,
                   missed.supervisor as held_by, missed.held_counts_from as held_at, null as given_at,
                   null as passed_to
              from missed_case missed
              join agreement on agreement.id = missed.agreement_id
            """;

    private static final String OF_AGREEMENT = """
            select agreement.id as thing, agreement.id as agreement_id, agreement.supervisor, agreement.supervisee,
                   null as held_by, null as held_at, null as given_at, null as passed_to
              from agreement
             where agreement.id in (:id)
            """;

    private static final String OF_HANDOVER = """
            select change.id as thing, agreement.id as agreement_id, agreement.supervisor, agreement.supervisee,
                   null as held_by, null as held_at, null as given_at, null as passed_to
              from supervisor_change change
              join agreement on agreement.id = change.agreement_id
            """;

    private static final String OF_AUDIT = """
            select audited.id as thing, agreement.id as agreement_id, agreement.supervisor, agreement.supervisee,
                   null as held_by, null as held_at, null as given_at, null as passed_to
              from audit_file audited
              join agreement on agreement.id = audited.agreement_id
            """;

    private static final String THE_TERM = " where agreement.id = :id and term.term_number = :term";

    /** Each by an index of its own, which a condition of alternatives has not. */
    private static final String AGREEMENTS_THAT_CONCERN = """
            select id from agreement where supervisor = :person
            union select id from agreement where supervisee = :person
            union select agreement_id from supervision_file_holder where holder = :person
            union select id from agreement where id in (:agreements)
            """;

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    Relations(JdbcClient jdbc, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /** User ids of the two whose this is, whatever the kind of thing; nobody where it belongs to no agreement. */
    Set<String> partiesOf(String key) {
        Content thing = new Content(ContentKind.AGENDA, key, 0);
        String prefix = key.length() < 2 ? "" : key.substring(0, 2);
        String sql = switch (prefix) {
            case "AG" -> OF_AGREEMENT;
            case "SE" -> OF_SESSION + " where session.id = :id";
            case "MC" -> OF_CASE + " where missed.id = :id";
            case "CS" -> OF_HANDOVER + " where change.id = :id";
            case "DR" -> OF_DISAGREEMENT + " where referral.id = :id";
            case "PM" -> OF_MATTER + " where matter.id = :id";
            default -> null;
        };
        if (sql == null) {
            return Set.of();
        }
        return jdbc
                .sql(sql)
                .param("id", thing.rowId())
                .query((row, number) ->
                        Stream.of(row.getString("supervisor"), row.getString("supervisee"), row.getString("held_by")))
                .list()
                .stream()
                .flatMap(people -> people)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Whose this is; empty where there is no such thing. */
    Optional<Relation> of(Content content) {
        String sql = switch (content.kind()) {
            case AGENDA, RECORD, EXTRACT, CASEWORK -> OF_SESSION + " where session.id = :id";
            case DISAGREEMENT -> OF_DISAGREEMENT + " where referral.id = :id";
            case PERSONAL_MATTER -> OF_MATTER + " where matter.id = :id";
            case AGREEMENT -> OF_TERM + THE_TERM + " and term.effective_on is not null";
            case TERMS -> OF_TERM + THE_TERM;
            case REVIEW -> OF_TERM + THE_TERM + " and exists (select 1 from agreement_review where term_key = :key)";
            case CASELOAD, ACTIONS -> ofAgreements(content.kind());
            case HANDOVER -> OF_HANDOVER + " where change.id = :id";
            case AUDITED, AUDIT -> OF_AUDIT + " where audited.id = :id";
            case MISSED_CASE -> OF_CASE + " where missed.id = :id";
        };
        return withHoldings(jdbc.sql(sql)
                        .param("id", content.id())
                        .param("term", content.term())
                        .param("key", content.key())
                        .query((row, number) -> relation(content.key(), row))
                        .list())
                .stream()
                .findFirst();
    }

    /** Whose each of these is, the rows of one kind of thing read together; those that there are. */
    Map<Content, Relation> ofAll(Collection<Content> contents) {
        if (contents.size() == 1) {
            Content only = contents.iterator().next();
            return of(only).map(relation -> Map.of(only, relation)).orElse(Map.of());
        }
        Map<Content, Relation> found = new HashMap<>();
        Map<String, List<Content>> together = new TreeMap<>();
        for (Content content : Set.copyOf(contents)) {
            rowsOf(content.kind())
                    .ifPresentOrElse(
                            sql -> together.computeIfAbsent(sql, rows -> new ArrayList<>())
                                    .add(content),
                            () -> of(content).ifPresent(relation -> found.put(content, relation)));
        }
        together.forEach((sql, wanted) -> {
            Map<String, Relation> byKey = new HashMap<>();
            Map<Long, Set<String>> keys = wanted.stream()
                    .collect(Collectors.groupingBy(Content::id, Collectors.mapping(Content::key, Collectors.toSet())));
            withHoldings(jdbc
                            .sql(sql)
                            .param("ids", keys.keySet())
                            .query((row, number) -> keys.getOrDefault(row.getLong("thing"), Set.of()).stream()
                                    .map(key -> relationOf(key, row))
                                    .toList())
                            .list()
                            .stream()
                            .flatMap(List::stream)
                            .toList())
                    .forEach(relation -> byKey.put(relation.key(), relation));
            wanted.stream()
                    .filter(content -> byKey.containsKey(content.key()))
                    .forEach(content -> found.put(content, Objects.requireNonNull(byKey.get(content.key()))));
        });
        return found;
    }

    /** The rows of all things with {@code ids}; empty for terms, which are known by two numbers, and are few. */
    private static Optional<String> rowsOf(ContentKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case AGENDA, RECORD, EXTRACT, CASEWORK -> OF_SESSION + " where session.id in (:ids)";
                    case DISAGREEMENT -> OF_DISAGREEMENT + " where referral.id in (:ids)";
                    case PERSONAL_MATTER -> OF_MATTER + " where matter.id in (:ids)";
                    case HANDOVER -> OF_HANDOVER + " where change.id in (:ids)";
                    case AUDITED, AUDIT -> OF_AUDIT + " where audited.id in (:ids)";
                    case MISSED_CASE -> OF_CASE + " where missed.id in (:ids)";
                    case CASELOAD, ACTIONS, AGREEMENT, TERMS, REVIEW -> null;
                });
    }

    private Relation relationOf(String key, ResultSet row) {
        try {
            return relation(key, row);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whose these are: the actions or the caseloads of agreements, by content; those that there are. */
    Map<Content, Relation> ofAgreements(ContentKind kind, Collection<Content> contents) {
        if (contents.isEmpty()) {
            return Map.of();
        }
        Map<Long, Content> byId = contents.stream().collect(Collectors.toMap(Content::id, one -> one));
        return withHoldings(jdbc.sql(ofAgreements(kind))
                        .param("id", byId.keySet())
                        .query((row, number) -> relation(
                                Objects.requireNonNull(byId.get(row.getLong("thing")))
                                        .key(),
                                row))
                        .list())
                .stream()
                .collect(Collectors.toMap(
                        relation -> Objects.requireNonNull(byId.get(relation.agreementId())), relation -> relation));
    }

    private static String ofAgreements(ContentKind kind) {
        return kind == ContentKind.CASELOAD
                ? OF_AGREEMENT + " and agreement.status in ('IN_FORCE', 'SUSPENDED')"
                : OF_AGREEMENT + " and agreement.in_force_on is not null";
    }

    /** Every session that a person may have to do with, whether or not he may read of it. */
    List<Relation> sessionsThatConcern(String person, List<AccessGrant> grants) {
        return withHoldings(jdbc.sql(
                        OF_SESSION + " where session.id in (select id from supervision_session where agreement_id in ("
                                + AGREEMENTS_THAT_CONCERN + ")"
                                + " union select id from supervision_session where supervisor = :person"
                                + " union select id from supervision_session where id in (:sessions))")
                .param("person", person)
                .param("agreements", granted(grants, "AG"))
                .param("sessions", granted(grants, "SE"))
                .query((row, number) -> relation("SE-%06d".formatted(row.getLong("thing")), row))
                .list());
    }

    /** Every signed term that a person may have to do with, whether or not he may read it. */
    List<Relation> termsThatConcern(String person, List<AccessGrant> grants) {
        return withHoldings(jdbc.sql(OF_TERM + " where agreement.id in (" + AGREEMENTS_THAT_CONCERN
                        + ") and term.effective_on is not null")
                .param("person", person)
                .param("agreements", granted(grants, "AG"))
                .query((row, number) ->
                        relation("AG-%06d/T%d".formatted(row.getLong("agreement_id"), row.getInt("thing")), row))
                .list());
    }

    /** Whether a manager has an open case of this agreement. */
    boolean isEscalated(long agreementId) {
        return jdbc.sql("select count(*) from missed_case where open_marker = :id and escalation_level is not null")
                        .param("id", agreementId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static List<Long> granted(List<AccessGrant> grants, String prefix) {
        List<Long> ids = new ArrayList<>(List.of(0L)); // an empty list is no SQL
        grants.stream()
                .flatMap(grant -> grant.scopes().stream())
                .map(scope -> new Content(scope.kind(), scope.key(), 0))
                .filter(content -> content.key().startsWith(prefix))
                .forEach(content -> ids.add(content.rowId()));
        return ids;
    }

    private Relation relation(String key, ResultSet row) throws SQLException {
        return new Relation(
                key,
                row.getLong("agreement_id"),
                row.getString("supervisor"),
                row.getString("supervisee"),
                row.getString("held_by"),
                dateOf(row, "held_at"),
                dateOf(row, "given_at"),
                row.getString("passed_to"),
                List.of());
    }

    private @Nullable LocalDate dateOf(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : calendar.dateOf(at.toInstant());
    }

    private List<Relation> withHoldings(Collection<Relation> relations) {
        if (relations.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Holding>> holdings = jdbc
                .sql("""
                        select agreement_id, holder, from_on, until_on from supervision_file_holder
                         where agreement_id in (:agreements)
                         order by agreement_id, from_on
                        """)
                .param(
                        "agreements",
                        relations.stream().map(Relation::agreementId).distinct().toList())
                .query((row, number) -> new Holding(
                        row.getLong("agreement_id"),
                        row.getString("holder"),
                        row.getObject("from_on", LocalDate.class),
                        row.getObject("until_on", LocalDate.class)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Holding::agreementId));
        return relations.stream()
                .map(relation -> relation.with(holdings.getOrDefault(relation.agreementId(), List.of())))
                .toList();
    }
}
