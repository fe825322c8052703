package org.supervision.audit;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.Role;

/** Who may audit which file: an auditor who has nothing to do with the people in it (C24). */
@Component
class Auditors {

    private final People people;
    private final LineManagement line;
    private final JdbcClient jdbc;

    Auditors(People people, LineManagement line, JdbcClient jdbc) {
        this.people = people;
        this.line = line;
        this.jdbc = jdbc;
    }

    /**
     * The one with the fewest files so far who is independent of this one.
     *
     * @param files how many each has, by user id
     * @return a user id; empty where there is nobody
     */
    Optional<String> choose(Agreement agreement, Map<String, Integer> files) {
        Set<String> inFile = peopleOf(agreement);
        return people.withRole(Role.AUDITOR).stream()
                .filter(auditor -> isIndependent(auditor, inFile))
                .min(Comparator.comparingInt(auditor -> files.getOrDefault(auditor, 0)));
    }

    /** Whether this person is in no way one of the file's people, above one of them, or below. */
    boolean isIndependent(String auditor, Agreement agreement) {
        return isIndependent(auditor, peopleOf(agreement));
    }

    private boolean isIndependent(String auditor, Set<String> inFile) {
        List<String> aboveAuditor = line.above(auditor);
        return !inFile.contains(auditor)
                && inFile.stream()
                        .noneMatch(person -> aboveAuditor.contains(person)
                                || line.above(person).contains(auditor));
    }

    /** The two, whoever had the file before, and whoever held one of its sessions. */
    private Set<String> peopleOf(Agreement agreement) {
        Set<String> inFile = new HashSet<>(agreement.parties().both());
        inFile.addAll(column("select holder from supervision_file_holder where agreement_id = :id", agreement));
        inFile.addAll(column("select supervisor from supervision_session where agreement_id = :id", agreement));
        return inFile;
    }

    private Collection<String> column(String query, Agreement agreement) {
        return jdbc.sql(query)
                .param("id", agreement.requireId())
                .query(String.class)
                .list();
    }
}
