package org.supervision.agreement;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.supervision.people.SoughtWords;

/** Looks for agreements that were in force once. */
@Repository
class AgreementSearch {

    private static final String VALID = " valid_from <= :on and (valid_until is null or valid_until > :on) ";

    private final NamedParameterJdbcTemplate jdbc;

    AgreementSearch(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The row id, if it was in force. */
    List<Long> withId(long id) {
        return jdbc.queryForList(
                "select id from agreement where id = :id and in_force_on is not null",
                new MapSqlParameterSource("id", id),
                Long.class);
    }

    /**
     * Which agreements a manager can have to do with.
     *
     * @param parties user ids of either of the two
     * @param supervisors user ids of supervisors
     * @param services those whose supervisors' agreements are among them
     * @param ofNobody whether those are of whose supervisor's service no manager is left who is no party
     */
    record Reach(Set<String> parties, Set<String> supervisors, Set<String> services, boolean ofNobody) {}

    /**
     * Row ids of those in reach with a party in whose names or user ids, past ones too, each of these words stands, or of the
     * one with this key, in the order in which they were made.
     *
     * @param on London date at which the directory is asked
     */
    List<Long> inReach(Reach reach, Set<AgreementStatus> statuses, LocalDate on, String typed, int most) {
        Set<String> supervisors = new HashSet<>(reach.parties());
        supervisors.addAll(reach.supervisors());
        MapSqlParameterSource parameters = new MapSqlParameterSource("most", most)
                .addValue("on", on)
                .addValue("parties", reach.parties())
                .addValue("supervisors", supervisors)
                .addValue("services", reach.services())
                .addValue("statuses", statuses.stream().map(Enum::name).toList());
        String wanted = "select id from agreement where status in (:statuses) " + wanted(typed, parameters) + " and ";
        StringBuilder sql = new StringBuilder(wanted)
                .append("supervisor in (:supervisors) union ")
                .append(wanted)
                .append("supervisee in (:parties)");
        if (!reach.services().isEmpty()) {
            sql.append(" union ")
                    .append(wanted)
                    .append("supervisor in (select user_id from person where service in (:services) and" + VALID + ")");
        }
        if (reach.ofNobody()) {
            sql.append(" union ")
                    .append(wanted)
                    .append("not exists (select 1 from person where user_id = supervisor and" + VALID + "and ("
                            + isAnother("SERVICE_MANAGER") + " or " + isAnother("STRATEGIC_MANAGER") + "))");
        }
        return jdbc.queryForList(sql + " order by id limit :most", parameters, Long.class);
    }

    /** Whether the first manager of the service with this role is neither of the two. */
    private static String isAnother(String role) {
        return "(select min(user_id) from person manager where manager.service = person.service and person_role = '"
                + role + "' and" + VALID
                + "and (leaving_on is null or leaving_on >= :on)) not in (supervisor, supervisee)";
    }

    private static String wanted(String typed, MapSqlParameterSource parameters) {
        String key = typed.strip().toUpperCase(Locale.ROOT);
        if (Agreement.isKey(key)) {
            parameters.addValue("id", Agreement.idOf(key));
            return "and id = :id";
        }
        List<String> words = SoughtWords.in(typed);
        if (words.isEmpty()) {
            return "";
        }
        String people =
                " in (select user_id from person where 1 = 1 " + SoughtWords.conditions(words, parameters) + ")";
        return "and (supervisor" + people + " or supervisee" + people + ")";
    }

    /** Row ids of those with a party in whose names or user ids, past ones too, each of these words stands; any where there is no word. */
    List<Long> withParty(String typed, int most) {
        List<String> words = SoughtWords.in(typed);
        MapSqlParameterSource parameters = new MapSqlParameterSource("most", most)
                .addValue(
                        "statuses",
                        Arrays.stream(AgreementStatus.values()).map(Enum::name).toList());
        String people =
                " in (select user_id from person where 1 = 1 " + SoughtWords.conditions(words, parameters) + ")";
        String those = words.isEmpty()
                // by the index, so that it ends once there are enough
                ? "select id from agreement where status in (:statuses) and in_force_on is not null"
                : "select id from agreement where in_force_on is not null and supervisor" + people
                        + " union select id from agreement where in_force_on is not null and supervisee" + people
                        + " order by id desc";
        return jdbc.queryForList(those + " limit :most", parameters, Long.class);
    }
}
