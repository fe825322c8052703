package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Demo.Answer;
import org.supervision.scenario.Demo.Task;
import org.supervision.taskform.Crossing;

/**
 * Completes a task twice at the same moment and then twice more, by both where it is a task of two. The two completions are
 * in their transactions together before either writes ({@link Crossing}).
 */
public final class TwoAtOnce {

    private static final String GONE = "This task has just been done or is no longer needed. Reload your list.";

    private final Demo demo;
    private final JdbcClient jdbc;
    private final Crossing crossing;

    public TwoAtOnce(Demo demo, JdbcClient jdbc, Crossing crossing) {
        this.demo = demo;
        this.jdbc = jdbc;
        this.crossing = crossing;
    }

    /** Fails unless one of the two wins and whoever is late is told so in a sentence. */
    public void complete(String userId, Task task) {
        List<String> senders = List.of(userId, otherWithADraft(userId, task));
        Crossing.Meeting meeting = crossing.of(senders.size());
        List<Answer> answers = new ArrayList<>(atOnce(senders, task));
        assertThat(meeting.tookPlace()).as("both were at " + task).isTrue();
        senders.forEach(sender -> answers.add(demo.as(sender).tryComplete(task)));
        assertThat(answers.stream().filter(answer -> answer.status() == 204))
                .as("who has completed " + task)
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 204))
                .as("who was late for " + task)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(409);
                    assertThat(answer.json().get("detail").asText()).isEqualTo(GONE);
                });
    }

    private List<Answer> atOnce(List<String> senders, Task task) {
        List<CompletableFuture<Answer>> sent = senders.stream()
                .map(sender ->
                        CompletableFuture.supplyAsync(() -> demo.as(sender).tryComplete(task)))
                .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    /** The other of the two whose task it is, with the same draft; the same person where it is one person's task. */
    private String otherWithADraft(String userId, Task task) {
        var values = demo.as(userId).form(task).get("values");
        // that both say it was held is E8: here the one whom the story goes on with says so
        Stream<String> others =
                values.path("decision").asText().equals("WAS_HELD") ? Stream.empty() : others(userId, task);
        return others.peek(other -> demo.as(other)
                        .put("/api/tasks/" + task.id() + "/form", values, null)
                        .expect(200))
                .findFirst()
                .orElse(userId);
    }

    private Stream<String> others(String userId, Task task) {
        return jdbc
                .sql("select USER_ID_ from ACT_RU_IDENTITYLINK where TASK_ID_ = :task and TYPE_ = 'candidate'"
                        + " and USER_ID_ <> :user")
                .param("task", task.id())
                .param("user", userId)
                .query(String.class)
                .list()
                .stream();
    }
}
