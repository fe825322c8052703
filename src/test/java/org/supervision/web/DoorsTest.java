package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.ui.ExtendedModelMap;
import org.supervision.people.Groups;
import org.supervision.people.People;
import org.supervision.taskform.CurrentUser;
import org.supervision.web.Doors.Door;
import org.thymeleaf.context.LazyContextVariable;

class DoorsTest {

    private static final List<String> GROUPS = List.of(
            Groups.SUPERVISEES,
            Groups.SUPERVISORS,
            Groups.MANAGERS,
            Groups.PROCESS_OWNERS,
            Groups.RECORDS_OFFICERS,
            Groups.AUDITORS,
            Groups.ADMINISTRATORS);

    private final CurrentUser currentUser = mock(CurrentUser.class);
    private final People people = mock(People.class);

    @BeforeEach
    void somebodyIsSignedIn() {
        when(currentUser.require()).thenReturn("supervisor");
        when(people.nameOf(anyString())).thenReturn("Sarah Bennett");
    }

    @Test
    void everyDoorIsSomebodysAndEverybodyHasTheDayAndTheCalendar() {
        Set<String> all = doorsOf(group -> true);
        Set<String> found = new HashSet<>();
        for (String group : GROUPS) {
            assertThat(doorsOf(group::equals)).as(group).contains("Today", "Calendar");
            found.addAll(doorsOf(group::equals));
        }

        assertThat(found).as("a page within another is for those of the other").isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {Groups.PROCESS_OWNERS, Groups.RECORDS_OFFICERS, Groups.AUDITORS, Groups.ADMINISTRATORS})
    void whoIsNoPartyHasNoFile(String group) {
        assertThat(doorsOf(group::equals)).doesNotContain("Your file", "Actions", "Cases", "Team");
    }

    @Test
    void aPageIsMarkedTogetherWithTheOneThatItBelongsTo() {
        when(currentUser.in(any(String[].class))).thenReturn(true);

        assertThat(doors(Doors.WITH_SESSION + "/audits"))
                .filteredOn(Door::isAround)
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.name()).isEqualTo("Service");
                    assertThat(service.here()).isFalse();
                    assertThat(service.within()).filteredOn(Door::here).hasSize(1);
                });
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

    private Set<String> doorsOf(Predicate<Object> groups) {
        when(currentUser.in(any(String[].class)))
                .thenAnswer(asked -> Stream.of(asked.getArguments()).anyMatch(groups));
        return doors(Doors.WITH_SESSION + "/today").stream()
                .flatMap(door -> Stream.concat(Stream.of(door), door.within().stream()))
                .map(Door::name)
                .collect(Collectors.toSet());
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
