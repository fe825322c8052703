package org.supervision.retention;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** By which business keys the things in an agreement's file are known. */
@Component
class FileKeys {

    /** What each kind of key begins with, and the query for the row ids in it. */
    private static final Map<String, String> THINGS = Map.of(
            "AG", "select id from agreement where id in (:agreements)",
            "SE", "select id from supervision_session where agreement_id in (:agreements)",
            "MC", "select id from missed_case where agreement_id in (:agreements)",
            "AF", "select id from audit_file where agreement_id in (:agreements)",
            "DI", "select id from disclosure where agreement_id in (:agreements)",
            "DR", "select id from disagreement_referral where agreement_id in (:agreements)",
            "PM", """
            select matter.id from personal_matter matter
              join supervision_session session on session.id = matter.session_id
             where session.agreement_id in (:agreements)""");

    private static final String TERMS =
            "select agreement_id, term_number from agreement_term where agreement_id in (:agreements)";

    private final JdbcClient jdbc;

    FileKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The keys of everything in the files of these agreements. */
    Set<String> of(Collection<Long> agreements) {
        Set<String> keys = new TreeSet<>();
        if (agreements.isEmpty()) {
            return keys;
        }
        THINGS.forEach((prefix, query) -> jdbc.sql(query)
                .param("agreements", agreements)
                .query(Long.class)
                .list()
                .forEach(id -> keys.add("%s-%06d".formatted(prefix, id))));
        jdbc.sql(TERMS)
                .param("agreements", agreements)
                .query((row, number) -> "AG-%06d/T%d".formatted(row.getLong("agreement_id"), row.getInt("term_number")))
                .list()
                .forEach(keys::add);
        return keys;
    }
}
