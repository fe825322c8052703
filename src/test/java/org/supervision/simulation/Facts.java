package org.supervision.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Route;

/** What is wrong in a world: in its tables, and with what the running product answers. */
final class Facts extends TableFacts {

    /** The tasks that somebody has for a place above the two, not as one of them. */
    private static final Set<String> MANAGERS_TASKS = Set.of(
            "Task_ResolveMissedSupervision",
            "Task_DecideReferral",
            "Task_AppointManager",
            "Task_AppointDecider",
            "Task_ApproveException",
            "Task_DecideTerms",
            "Task_ChaseUnsignedAgreement",
            "Task_ChaseRecord",
            "Task_ChaseReview",
            "Task_DecideReferredDisagreement",
            "Task_DiscussPersonalMatter",
            "Task_AllocateSupervisor");

    private final World world;

    Facts(World world) {
        super(world.jdbc(), world.now(), world.days());
        this.world = world;
    }

    List<String> judgesInTheirOwnCause() {
        List<String> found = new ArrayList<>();
        for (Work work : world.openWork()) {
            if (MANAGERS_TASKS.contains(work.taskKey())) {
                Set<String> parties = partiesOf(work.businessKey());
                work.people().stream()
                        .filter(parties::contains)
                        .forEach(person -> found.add(person + " has " + work.taskKey() + " of " + work.businessKey()
                                + ", which is about " + parties));
            }
        }
        return found;
    }

    /** Of a session or what follows from it, whoever held it, has its record and is supervised; of all else, whoever it is about. */
    private Set<String> partiesOf(String key) {
        String sessions = switch (key.substring(0, 2)) {
            case "SE" -> "s.id = :id";
            case "DR" -> "s.id = (select d.session_id from disagreement_referral d where d.id = :id)";
            case "PM" -> "s.id = (select m.session_id from personal_matter m where m.id = :id)";
            default -> "s.id = -:id";
        };
        Set<String> ofTheSession = new HashSet<>();
        jdbc.sql("select s.supervisor, s.supervisee, r.author from supervision_session s"
                        + " left join supervision_record r on r.session_id = s.id where " + sessions)
                .param("id", Long.valueOf(key.substring(3).replaceAll("/.*", "")))
                .query()
                .listOfRows()
                .forEach(row -> row.values().stream()
                        .filter(Objects::nonNull)
                        .map(String.class::cast)
                        .forEach(ofTheSession::add));
        return ofTheSession.isEmpty() ? world.get(Access.class).partiesOf(key) : ofTheSession;
    }

    List<String> failedJobs() {
        return world.failed();
    }

    /** A day after somebody's last one their tasks are somebody else's, or the administrators were told. */
    List<String> leftWith() {
        LocalDate yesterday = world.today().minusDays(1);
        List<Work> left = world.openWork().stream()
                .filter(work -> !work.people().isEmpty()
                        && work.people().stream()
                                .noneMatch(person -> Staff.isThere(world.staff().of(person), yesterday)))
                .toList();
        return left.isEmpty()
                        || jdbc.sql("select count(*) from mail where kind = 'TASKS_STUCK'")
                                        .query(Integer.class)
                                        .single()
                                > 0
                ? List.of()
                : left.stream()
                        .map(work -> work.people() + " left with " + work.taskKey() + " of " + work.businessKey())
                        .toList();
    }

    /** The same is not sent twice but where a node died with the mail in hand. */
    List<String> sentTwice() {
        Map<String, Integer> times = new TreeMap<>();
        world.mails().taken().forEach(id -> times.merge(id, 1, Integer::sum));
        long again = times.values().stream().mapToInt(n -> n - 1).sum();
        return again > world.lost()
                ? times.entrySet().stream()
                        .filter(entry -> entry.getValue() > 1)
                        .map(entry -> entry.getKey() + " was sent " + entry.getValue() + " times")
                        .toList()
                : List.of();
    }

    /** Who has no part in a record, or no longer, does not read it; the supervisee does. */
    List<String> readByOthers() {
        List<String> found = new ArrayList<>();
        Access access = world.get(Access.class);
        jdbc.sql("""
                        select r.session_id, s.agreement_id, s.supervisor, s.supervisee, s.start_at,
                               (select max(v.version_number) from record_version v where v.session_id = r.session_id)
                                   as version,
                               coalesce((select h.holder from supervision_file_holder h
                                          where h.agreement_id = s.agreement_id and h.from_on <= cast(:today as date)
                                            and (h.until_on is null or h.until_on > cast(:today as date))),
                                        a.supervisor) as holder,
                               (select u.interim from unallocated_supervisee u
                                 where u.agreement_id = s.agreement_id and u.open_for is not null
                                   and u.interim_accepted_at is not null) as interim,
                               (select count(*) from supervision_file_holder h
                                 where h.agreement_id = s.agreement_id and h.holder = s.supervisor
                                   and h.from_on <= cast(s.start_at as date)
                                   and (h.until_on is null or h.until_on > cast(s.start_at as date))) as had_file,
                               (select count(*) from supervision_file_holder h
                                 where h.agreement_id = s.agreement_id) as holders
                          from supervision_record r join supervision_session s on s.id = r.session_id
                          join agreement a on a.id = s.agreement_id
                         where r.distributed_at is not null
                         order by holders desc, r.session_id desc fetch first 4 rows only""").param("today", world.today()).query().listOfRows().forEach(row -> {
            Content record = Content.record(
                    "SE-%06d".formatted(((Number) row.get("session_id")).longValue()),
                    ((Number) row.get("version")).intValue());
            boolean inPlaceOfAnother = ((Number) row.get("had_file")).intValue() == 0;
            Set<String> formers = formers(((Number) row.get("agreement_id")).longValue());
            for (Staff.Member member : world.staff().all()) {
                String reader = member.userId();
                boolean reads = access.decide(reader, record, Route.PAGE).isAllowed();
                boolean isParty = Stream.of("supervisee", "holder", "interim")
                                .anyMatch(part -> reader.equals(row.get(part)))
                        || reader.equals(row.get("supervisor")) && (inPlaceOfAnother || !formers.contains(reader));
                if (reads && !isParty && (!member.isManager() || formers.contains(reader))) {
                    found.add(reader + " may read " + record.key() + " of " + row.get("supervisee") + ", whose file "
                            + row.get("holder") + " has, not " + formers);
                }
                if (!reads && reader.equals(row.get("supervisee")) && Staff.isThere(member, world.today())) {
                    found.add(reader + " may not read their own " + record.key());
                }
            }
        });
        return found;
    }

    /** Those who had the file of an agreement until a day that has come. */
    private Set<String> formers(long agreementId) {
        return Set.copyOf(jdbc.sql("select holder from supervision_file_holder"
                        + " where agreement_id = :agreement and until_on <= :today")
                .param("agreement", agreementId)
                .param("today", world.today())
                .query(String.class)
                .list());
    }
}
