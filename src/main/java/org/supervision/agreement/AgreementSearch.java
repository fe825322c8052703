package org.supervision.agreement;

import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.supervision.people.SoughtWords;

/** Looks for agreements that were in force once. */
@Repository
class AgreementSearch {

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
