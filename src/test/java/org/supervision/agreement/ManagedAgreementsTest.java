package org.supervision.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.Demo;
import org.supervision.scenario.DemoTest;
import org.supervision.scenario.FirstState;
import org.supervision.scenario.Relationship;

/** Looking at few agreements finds the same as looking at each: whoever is left out of the line, or stands in for somebody. */
@DemoTest
@AsAtTheStart
class ManagedAgreementsTest {

    private static final Set<AgreementStatus> SIGNED = EnumSet.of(AgreementStatus.IN_FORCE, AgreementStatus.SUSPENDED);

    private static final Map<String, String> PAIRS = Map.of(
            "worker", "supervisor",
            "otherworker", "othersupervisor",
            "supervisor", "linemanager",
            "linemanager", "servicemanager",
            "servicemanager", "strategicmanager");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AgreementService agreements;

    @Autowired
    private AgreementChangeService changes;

    @Autowired
    private ChangesOfSupervisor changesOfSupervisor;

    @Autowired
    private ReportingLine reportingLine;

    @Autowired
    private LineManagement line;

    @Autowired
    private People people;

    private int found;

    @BeforeEach
    void agree() {
        FirstState.restore(application);
        Demo demo = new Demo(port);
        PAIRS.forEach((supervisee, supervisor) ->
                new Relationship(demo, supervisor, supervisee).agree(Relationship::usualTerms));
        demo.advance("PT5M");
    }

    @Test
    @DisplayName("E13: few agreements are looked at, and none is missed of those that somebody may change as a manager")
    void noneIsMissed() {
        sameForEverybody("as it is");
        change("leaving_on = date '2027-01-01'", "linemanager");
        sameForEverybody("a manager has left");
        change("leaving_on = date '2027-01-01'", "servicemanager");
        sameForEverybody("and the one above");
        change("deputy = 'cover', deputy_from = date '2027-01-01'", "linemanager");
        sameForEverybody("but has a deputy");
        change("leaving_on = null", "servicemanager");
        change("leaving_on = null", "linemanager");
        sameForEverybody("a manager has a deputy");
        change("deputy = 'worker'", "linemanager");
        sameForEverybody("who is a party");
        change("line_manager = 'cover'", "supervisor");
        change("leaving_on = date '2027-01-01'", "cover");
        sameForEverybody("between two managers one has left");
        change("line_manager = 'worker'", "supervisor");
        sameForEverybody("a supervisee manages the supervisor");
        change("line_manager = 'nobody'", "othersupervisor");
        sameForEverybody("a manager is not known");
        change("line_manager = null", "othersupervisor");
        sameForEverybody("nobody manages a supervisor");
        change("service = 'Elsewhere'", "supervisor");
        sameForEverybody("of a service that nobody manages");
        change("person_role = 'STRATEGIC_MANAGER', worker_type = 'MANAGER'", "otherworker");
        sameForEverybody("with two Strategic Managers, one of them a party");
        change("person_role = 'GROUP_MANAGER'", "servicemanager");
        sameForEverybody("without a Service Manager");
        change("person_role = 'SERVICE_MANAGER', service = 'Elsewhere'", "othersupervisor");
        sameForEverybody("with one of another service");
        change("valid_until = date '2027-01-02'", "supervisor");
        sameForEverybody("a supervisor is not known any more");
        change("deputy = 'nqsw', deputy_from = date '2027-01-01'", "strategicmanager");
        sameForEverybody("a Strategic Manager has a deputy");
    }

    private void change(String what, String userId) {
        jdbc.sql("update person set " + what + " where user_id = :userId")
                .param("userId", userId)
                .update();
    }

    private void sameForEverybody(String when) {
        found = 0;
        for (Person person : people.known()) {
            String userId = person.userId();
            assertThat(keys(changes.changeableBy(userId), agreement -> true))
                    .as("what %s may change, %s", userId, when)
                    .isEqualTo(keys(
                            agreements.withStatus(SIGNED),
                            agreement -> agreement.hasParty(userId) || reportingLine.isLineManager(agreement, userId)));
            Set<String> changeable = keys(changesOfSupervisor.changeableBy(userId, "", 50), agreement -> true);
            assertThat(agreements.withStatus(SIGNED).stream()
                            .map(Agreement::key)
                            .filter(key ->
                                    changesOfSupervisor.changeable(userId, key).isPresent()))
                    .as("each by itself, %s, %s", userId, when)
                    .containsExactlyInAnyOrderElementsOf(changeable);
            assertThat(changeable)
                    .as("whose supervisor %s may change, %s", userId, when)
                    .isEqualTo(keys(
                            agreements.withStatus(SIGNED),
                            agreement -> !agreement.hasParty(userId)
                                    && (reportingLine.isLineManager(agreement, userId)
                                            || line.above(agreement.supervisor())
                                                    .contains(userId)
                                            || reportingLine
                                                    .serviceManagerOf(agreement)
                                                    .equals(userId))));
        }
        assertThat(found).as("found " + when).isGreaterThan(2 * PAIRS.size());
    }

    private Set<String> keys(List<Agreement> all, Predicate<Agreement> which) {
        Set<String> keys = all.stream().filter(which).map(Agreement::key).collect(Collectors.toSet());
        found += keys.size();
        return keys;
    }
}
