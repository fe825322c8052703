package org.supervision.closure.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.closure.DeadlineQuestions;

class EveryDeadlineIsDecidedTest {

    @Test
    @DisplayName("F117: of every deadline of every model it is decided whether a closure day moves it, and how")
    void everyDeadlineIsDecided() throws IOException {
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> models = Files.list(Path.of("bpmn"))) {
            models.filter(model -> model.toString().endsWith(".bpmn")).forEach(model -> collect(model, asked));
        }

        assertThat(Stream.of(DeadlineQuestions.ASKED_AGAIN, DeadlineQuestions.MOVED, DeadlineQuestions.STAYS)
                        .flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    private static void collect(Path file, Set<String> asked) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
        Stream.concat(
                        model.getModelElementsByType(UserTask.class).stream().map(UserTask::getCamundaDueDate),
                        model.getModelElementsByType(TimeDate.class).stream().map(TimeDate::getTextContent))
                .map(DeadlineQuestions::of)
                .filter(question -> !question.isEmpty())
                .forEach(asked::add);
    }
}
