package org.supervision.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.people.Deputies.Acting;
import org.supervision.people.Deputies.Problem;
import org.supervision.people.Deputies.Wanted;

@DisplayName("A-br, F123: who acts for whom")
class DeputiesTest {

    private static final String FILE = """
            userId,name,mail,lineManager,service,role,workerType,startedOn,deputy,deputyFrom,deputyUntil,leavingOn
            head,Hana,hana@example.org,,Children,SERVICE_MANAGER,MANAGER,2020-01-06,,,,
            group,Gus,gus@example.org,head,Children,GROUP_MANAGER,MANAGER,2020-01-06,,,,
            lead,Lee,lee@example.org,group,Children,TEAM_MANAGER,MANAGER,2020-01-06,acting,2027-02-01,,
            acting,Abe,abe@example.org,group,Children,TEAM_MANAGER,MANAGER,2020-01-06,,,,2027-02-28
            worker,Wes,wes@example.org,lead,Children,SOCIAL_WORKER,EXPERIENCED,2020-01-06,,,,
            """;

    private static final LocalDate MONDAY = LocalDate.of(2027, 1, 11);

    private final PeopleDatabase database = new PeopleDatabase();
    private Deputies deputies;

    @BeforeEach
    void load() {
        database.peopleImport.apply(FILE.getBytes(UTF_8), LocalDate.of(2027, 1, 4), "people.csv");
        database.events.clear();
        deputies = database.deputies("2027-01-04");
    }

    private List<Problem> name(String manager, String deputy, LocalDate from, @Nullable LocalDate until) {
        return deputies.name(new Wanted(manager, deputy, from, until), "admin");
    }

    @Test
    @DisplayName("a named deputy acts from the first day to the last, and tasks are looked at again at once")
    void actsOnTheDaysNamed() {
        assertThat(name("group", "head", MONDAY, MONDAY.plusDays(4))).isEmpty();

        assertThat(database.lineManagement("2027-01-10").deputyOf("group")).isEmpty();
        assertThat(database.lineManagement("2027-01-11").deputyOf("group")).contains("head");
        assertThat(database.lineManagement("2027-01-15").deputyOf("group")).contains("head");
        assertThat(database.lineManagement("2027-01-16").deputyOf("group")).isEmpty();
        assertThat(database.lineManagement("2027-01-16").withDeputies()).contains("group", "head");
        assertThat(database.events).contains(new DeputyChanged(Set.of("group", "head")));
    }

    @Test
    @DisplayName("each sees who acts for them and for whom they act, by hand or by the people file, and nobody else's")
    void ofOnesOwn() {
        name("group", "head", MONDAY, null);

        assertThat(deputies.all()).extracting(Acting::manager).containsExactly("group", "lead");
        assertThat(deputies.of("group")).extracting(Acting::manager).containsExactly("group");
        assertThat(deputies.of("head")).extracting(Acting::manager).containsExactly("group");
        assertThat(deputies.of("lead")).extracting(Acting::deputy).containsExactly("acting");
        assertThat(deputies.of("acting")).extracting(Acting::manager).containsExactly("lead");
        assertThat(deputies.of("worker")).isEmpty();
    }

    @Test
    @DisplayName("ended early, nobody acts from that day on")
    void endedEarly() {
        name("group", "head", MONDAY, null);
        long id = deputies.all().get(0).named().id();
        deputies = database.deputies("2027-01-13");
        database.events.clear();

        assertThat(deputies.end(id, "admin")).isTrue();

        assertThat(database.lineManagement("2027-01-12").deputyOf("group")).contains("head");
        assertThat(database.lineManagement("2027-01-13").deputyOf("group")).isEmpty();
        assertThat(database.events).contains(new DeputyChanged(Set.of("group", "head")));
        assertThat(deputies.end(id, "admin")).isFalse();
        assertThat(deputies.end(99, "admin")).isFalse();
    }

    @Test
    @DisplayName("not oneself, no circle, nobody who is no manager, away or gone, and one at a time")
    void refused() {
        assertThat(fields(name("group", "group", MONDAY, null))).containsExactly("deputy");
        assertThat(fields(name("worker", "ghost", MONDAY, null))).containsExactly("manager", "deputy");
        assertThat(fields(name("group", "head", LocalDate.of(2027, 1, 3), null)))
                .containsExactly("from");
        assertThat(fields(name("group", "head", MONDAY, MONDAY.minusDays(1)))).containsExactly("until");
        assertThat(fields(name("group", "acting", MONDAY, null))).containsExactly("until");
        assertThat(fields(deputies.name(new Wanted(null, "", null, null), "admin")))
                .containsExactly("manager", "deputy", "from");
        assertThat(fields(name("lead", "head", LocalDate.of(2027, 2, 1), null)))
                .as("the directory names one from then on")
                .containsExactly("manager");

        assertThat(name("group", "head", MONDAY, null)).isEmpty();
        assertThat(fields(name("head", "group", MONDAY.plusDays(7), null))).containsExactly("deputy");
        assertThat(fields(name("group", "lead", MONDAY.plusDays(7), null))).containsExactly("manager");
        assertThat(name("head", "lead", MONDAY, MONDAY.plusDays(2))).isEmpty();
        assertThat(fields(name("lead", "group", MONDAY.plusDays(2), MONDAY.plusDays(2))))
                .as("lead acts for head, who acts for group")
                .containsExactly("deputy");
        assertThat(deputies.all()).hasSize(3);
    }

    private static List<String> fields(List<Problem> problems) {
        return problems.stream().map(Problem::field).toList();
    }
}
