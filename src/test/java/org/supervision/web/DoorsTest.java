package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.ui.ExtendedModelMap;
import org.supervision.people.People;
import org.supervision.taskform.CurrentUser;
import org.supervision.web.Doors.Door;
import org.thymeleaf.context.LazyContextVariable;

class DoorsTest {

    private final CurrentUser currentUser = mock(CurrentUser.class);
    private final People people = mock(People.class);

    @BeforeEach
    void somebodyIsSignedIn() {
        when(currentUser.require()).thenReturn("supervisor");
        when(people.nameOf(anyString())).thenReturn("Sarah Bennett");
    }

    @ParameterizedTest
    @CsvSource({
        "supervisees, Tasklist|Today|Calendar|Your file|Actions|Cases",
        "supervisors, Tasklist|Today|Calendar|Your file|Actions|Cases|Team|Deputies",
        "managers, Tasklist|Today|Calendar|Team|Service|Monthly numbers|Audits|Deputies",
        "process-owners, Today|Calendar|Service|Monthly numbers|Audits|Administration|Tasks that nobody has|Cockpit",
        "records-officers, Tasklist|Today|Calendar|Disclosures|Subject access|Retention|Agreements on paper",
        "camunda-admin, Tasklist|Today|Calendar|Administration|Tasks that nobody has|Outbox|Admin",
        "auditors, Tasklist|Today|Calendar"
    })
    void everybodySeesTheDoorsOfTheirOwn(String group, String names) {
        when(currentUser.in(any(String[].class)))
                .thenAnswer(asked -> Stream.of(asked.getArguments()).anyMatch(group::equals));

        assertThat(doors(Doors.WITH_SESSION + "/today")).extracting(Door::name).containsExactly(names.split("\\|"));
    }

    @Test
    void theDoorThatOneCameThroughIsMarkedAndLeadsBelowTheSameRoot() {
        when(currentUser.in(any(String[].class))).thenReturn(true);

        assertThat(doors(Doors.WITH_SESSION + "/copies/records/SE-000001"))
                .filteredOn(Door::here)
                .extracting(Door::href)
                .containsExactly(Doors.WITH_SESSION + "/file");
        assertThat(doors(Doors.AT_EACH_REQUEST + "/team"))
                .extracting(Door::href)
                .contains("/api/team", "/camunda/app/cockpit/");
    }

    @Test
    void aPageForEverybodyHasNone() {
        assertThat(show("/")).isEmpty();
        assertThat(show("/outbox")).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private List<Door> doors(String path) {
        return ((LazyContextVariable<List<Door>>) show(path).get("doors")).getValue();
    }

    private ExtendedModelMap show(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setServletPath(path);
        ExtendedModelMap model = new ExtendedModelMap();
        new Doors(currentUser, people).add(model, request);
        return model;
    }
}
