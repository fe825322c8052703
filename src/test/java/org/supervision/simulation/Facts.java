package org.supervision.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        super(world.jdbc(), world.now());
        this.world = world;
    }

    List<String> judgesInTheirOwnCause() {
        List<String> found = new ArrayList<>();
        for (Work work : world.openWork()) {
            if (MANAGERS_TASKS.contains(work.taskKey())) {
                Set<String> parties = world.get(Access.class).partiesOf(work.businessKey());
                work.people().stream()
                        .filter(parties::contains)
                        .forEach(person -> found.add(person + " has " + work.taskKey() + " of " + work.businessKey()));
            }
        }
        return found;
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

    /** Who has no part in a record, or no longer, does not read it; the two do. */
    List<String> readByOthers() {
        List<String> found = new ArrayList<>();
        Access access = world.get(Access.class);
        jdbc.sql("""
                        select r.session_id, s.supervisor, s.supervisee, a.supervisor as now_by,
                               (select max(v.version_number) from record_version v where v.session_id = r.session_id)
                                   as version,
                               case when s.supervisor <> a.supervisor
                                     and exists (select 1 from supervisor_change c
                                                  where c.agreement_id = a.id and c.outgoing = s.supervisor
                                                    and c.status = 'APPLIED')
                                    then s.supervisor end as former
                          from supervision_record r join supervision_session s on s.id = r.session_id
                          join agreement a on a.id = s.agreement_id
                         where r.distributed_at is not null
                         order by former nulls last, r.session_id desc fetch first 4 rows only""").query().listOfRows().forEach(row -> {
            Content record = Content.record(
                    "SE-%06d".formatted(((Number) row.get("session_id")).longValue()),
                    ((Number) row.get("version")).intValue());
            Set<Object> party = Set.copyOf(List.of(row.get("supervisor"), row.get("supervisee"), row.get("now_by")));
            for (Staff.Member member : world.staff().all()) {
                boolean reads =
                        access.decide(member.userId(), record, Route.PAGE).isAllowed();
                boolean isManager = member.isManager();
                if (reads
                        && !party.contains(member.userId())
                        && !isManager
                        && !member.userId().startsWith("team")) {
                    found.add(member.userId() + " may read " + record.key());
                }
                if (!reads && member.userId().equals(row.get("supervisee")) && Staff.isThere(member, world.today())) {
                    found.add(member.userId() + " may not read their own " + record.key());
                }
            }
        });
        return found;
    }
}
