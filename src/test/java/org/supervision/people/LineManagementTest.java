package org.supervision.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineManagementTest {

    private static final String FILE = """
            userId,name,mail,lineManager,service,role,workerType,startedOn,deputy,deputyFrom,deputyUntil,leavingOn
            director,Dee,dee@example.org,,Directorate,STRATEGIC_MANAGER,MANAGER,2020-01-06,,,,
            head,Hana,hana@example.org,director,Children,SERVICE_MANAGER,MANAGER,2020-01-06,,,,
            group,Gus,gus@example.org,head,Children,GROUP_MANAGER,MANAGER,2020-01-06,head,2027-02-01,2027-02-14,2027-03-31
            lead,Lee,lee@example.org,group,Children,TEAM_MANAGER,MANAGER,2020-01-06,acting,2027-02-01,,
            acting,Abe,abe@example.org,group,Children,TEAM_MANAGER,MANAGER,2020-01-06,,,,2027-02-28
            worker,Wes,wes@example.org,lead,Children,SOCIAL_WORKER,EXPERIENCED,2020-01-06,,,,
            guardian,Gia,gia@example.org,,Courts,SOCIAL_WORKER,EXPERIENCED,2020-01-06,,,,
            """;

    private final PeopleDatabase database = new PeopleDatabase();

    @BeforeEach
    void load() {
        database.peopleImport.apply(FILE.getBytes(UTF_8), LocalDate.of(2027, 1, 4), "people.csv");
    }

    @Test
    void theLineGoesUpToTheTop() {
        assertThat(on("2027-01-04").above("worker")).containsExactly("lead", "group", "head", "director");
        assertThat(on("2027-01-04").above("director")).isEmpty();
        assertThat(on("2027-01-04").above("nobody")).isEmpty();
        assertThat(on("2027-01-04").lineManagerOf("worker")).contains("lead");
        assertThat(on("2027-01-04").lineManagerOf("director")).isEmpty();
    }

    @Test
    void aDeputyActsOnHisDaysOnly() {
        assertThat(on("2027-01-31").deputyOf("group")).isEmpty();
        assertThat(on("2027-02-01").deputyOf("group")).contains("head");
        assertThat(on("2027-02-14").deputyOf("group")).contains("head");
        assertThat(on("2027-02-15").deputyOf("group")).isEmpty();
    }

    @Test
    void aDeputyWithoutAnEndActsUntilHeLeaves() {
        assertThat(on("2027-02-28").deputyOf("lead")).contains("acting");
        assertThat(on("2027-03-01").deputyOf("lead")).isEmpty();
    }

    @Test
    void somebodyIsActiveUntilTheLastDay() {
        assertThat(on("2027-03-31").isActive("group")).isTrue();
        assertThat(on("2027-04-01").isActive("group")).isFalse();
        assertThat(on("2027-04-01").isActive("nobody")).isFalse();
        assertThat(on("2027-04-01").lineManagerOf("lead")).contains("group");
    }

    @Test
    void serviceAndStrategicManagerAreThoseOfTheService() {
        assertThat(on("2027-01-04").serviceManagerOf("worker")).contains("head");
        assertThat(on("2027-01-04").strategicManagerOf("worker"))
                .as("the service has none of its own: the one above its Service Manager")
                .contains("director");
        assertThat(on("2027-01-04").serviceManagerOf("guardian")).isEmpty();
        assertThat(on("2027-01-04").strategicManagerOf("guardian")).isEmpty();
        assertThat(database.people("2027-01-04").strategicManagerOf("Directorate"))
                .contains("director");
    }

    @Test
    void rolesAreToldOfThoseWhoHaveNotLeft() {
        assertThat(database.people("2027-01-04").withRole(Role.TEAM_MANAGER)).containsExactly("acting", "lead");
        assertThat(database.people("2027-03-01").withRole(Role.TEAM_MANAGER)).containsExactly("lead");
    }

    @Test
    void whoIsNotInTheDirectoryIsNamedByTheUserId() {
        assertThat(database.people("2027-01-04").nameOf("ghost")).isEqualTo("ghost");
        assertThat(database.people("2026-01-04").nameOf("worker")).isEqualTo("Wes");
        assertThatExceptionOfType(UnknownPersonException.class)
                .isThrownBy(() -> database.people("2027-01-04").require("ghost"))
                .withMessageContaining("ghost");
    }

    @Test
    void whoHasLeftAgreesWithWhatIsSaidOfEach() {
        database.peopleImport.apply(
                FILE.replaceFirst("worker,.*\\n", "")
                        .replace("guardian,Gia,", "guardian,Gina,")
                        .getBytes(UTF_8),
                LocalDate.of(2027, 2, 10),
                "people.csv");
        for (String day : List.of("2026-01-01", "2027-02-09", "2027-02-10", "2027-02-28", "2027-03-01", "2027-04-01")) {
            People people = database.people(day);
            assertThat(people.left())
                    .as(day)
                    .isEqualTo(Stream.of("acting", "director", "group", "guardian", "head", "lead", "worker")
                            .filter(people::hasLeft)
                            .toList());
        }
        assertThat(database.people("2027-04-01").left()).containsExactly("acting", "group", "worker");
    }

    @Test
    void whoLacksAManagerIsCountedByRoleUntilTheyLeave() {
        Set<Role> supervised = EnumSet.of(Role.SOCIAL_WORKER, Role.SERVICE_MANAGER);
        assertThat(database.people("2027-01-04").countWithoutManager(supervised))
                .isEqualTo(1);
        assertThat(database.people("2027-01-04").countWithoutManager(EnumSet.allOf(Role.class)))
                .isEqualTo(2);
        database.peopleImport.apply(
                FILE.replaceFirst("guardian,.*\\n", "").getBytes(UTF_8), LocalDate.of(2027, 2, 10), "people.csv");
        assertThat(database.people("2027-02-10").countWithoutManager(supervised))
                .isZero();
    }

    private LineManagement on(String today) {
        return database.lineManagement(today);
    }
}
