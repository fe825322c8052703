package org.supervision.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.supervision.history.ProcessHistory.Visit;

class FlowsTakenTest {

    private static final FlowsTaken FLOWS =
            new FlowsTaken(new ByteArrayResource(("""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">
              <sequenceFlow id="startToQuestion" sourceRef="start" targetRef="question"/>
              <sequenceFlow id="yes" sourceRef="question" targetRef="work"/>
              <sequenceFlow id="no" sourceRef="question" targetRef="join"/>
              <sequenceFlow id="workToJoin" sourceRef="work" targetRef="join"/>
              <sequenceFlow id="joinToEnd" sourceRef="join" targetRef="end"/>
            </process></definitions>""").getBytes(StandardCharsets.UTF_8)));

    @Test
    @DisplayName("F104: only flows that cannot have been missed are told")
    void tellsWhatIsCertain() {
        assertThat(FLOWS.of(visits("start", "question", "work", "join", "end")))
                .as("it may have come back to the question and gone past the work")
                .containsExactlyInAnyOrder("startToQuestion", "yes", "workToJoin", "joinToEnd");
        assertThat(FLOWS.of(visits("start", "question", "join", "end")))
                .as("the other answer leads to work that was not begun")
                .containsExactlyInAnyOrder("startToQuestion", "no", "joinToEnd");
    }

    @Test
    @DisplayName("F104: a step that was left undone has taken no way out")
    void cancelledStepsLeadNowhere() {
        List<Visit> interrupted = List.of(visit("work", true), visit("join", false));

        assertThat(FLOWS.of(interrupted)).isEmpty();
    }

    private static List<Visit> visits(String... ids) {
        return Arrays.stream(ids).map(id -> visit(id, false)).toList();
    }

    private static Visit visit(String id, boolean cancelled) {
        return new Visit(id, "", "task", Instant.EPOCH, Instant.EPOCH, null, cancelled, null);
    }
}
