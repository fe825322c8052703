package org.supervision.taskform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.confidential.ConfidentialColumn;
import org.supervision.confidential.ConfidentialColumns;
import org.supervision.confidential.Place;
import org.supervision.confidential.TextCipher;

/** The drafts of all forms: each belongs to a task and a person, and goes when the task does. */
@Component
class FormDrafts {

    /** In bytes. Nobody types so much; it keeps a script from filling the database. */
    private static final int LARGEST = 1 << 20;

    private static final Pattern HALF_A_PAIR = Pattern.compile("\\p{Cs}");

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final TextCipher cipher;
    private final ConfidentialColumn content;

    FormDrafts(JdbcClient jdbc, ObjectMapper json, Clock clock, TextCipher cipher, ConfidentialColumns columns) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.content = columns.require("task_draft", "content");
        this.json = json;
        this.clock = clock;
    }

    Optional<FormDraft> find(String taskId, String userId) {
        return jdbc.sql("select content, version from task_draft where task_id = :task and user_id = :user")
                .param("task", taskId)
                .param("user", userId)
                .query((row, n) -> new FormDraft(
                        parse(cipher.decrypt(row.getString("content"), place(taskId, userId))), row.getInt("version")))
                .optional();
    }

    /**
     * Saves what was typed.
     *
     * @param expected the version that the person's screen showed; null saves whatever is there
     * @return the new version
     * @throws StaleDraftException when a newer one was saved meanwhile
     * @throws OversizedDraftException when it is more than is kept
     */
    @Transactional
    public int save(String taskId, String userId, JsonNode values, @Nullable Integer expected) {
        int current = find(taskId, userId).map(FormDraft::version).orElse(0);
        if (expected != null && expected != current) {
            throw new StaleDraftException(current);
        }
        String content = written(values);
        if (content.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new OversizedDraftException();
        }
        boolean saved = current == 0 ? insert(taskId, userId, content) : update(taskId, userId, content, current);
        if (!saved) {
            throw new StaleDraftException(current + 1);
        }
        return current + 1;
    }

    private boolean insert(String taskId, String userId, String values) {
        try {
            return jdbc.sql("insert into task_draft (task_id, user_id, content, version, saved_at)"
                                    + " values (:task, :user, :content, 1, :now)")
                            .param("task", taskId)
                            .param("user", userId)
                            .param("content", cipher.encrypt(values, place(taskId, userId)))
                            .param("now", Timestamp.from(clock.instant()))
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private boolean update(String taskId, String userId, String values, int current) {
        return jdbc.sql("update task_draft set content = :content, version = version + 1, saved_at = :now"
                                + " where task_id = :task and user_id = :user and version = :current")
                        .param("task", taskId)
                        .param("user", userId)
                        .param("content", cipher.encrypt(values, place(taskId, userId)))
                        .param("now", Timestamp.from(clock.instant()))
                        .param("current", current)
                        .update()
                == 1;
    }

    /** Drops everybody's drafts of a task that was completed. */
    void drop(String taskId) {
        jdbc.sql("delete from task_draft where task_id = :task")
                .param("task", taskId)
                .update();
    }

    private Place place(String taskId, String userId) {
        return content.in(Map.of("task_id", taskId, "user_id", userId)::get);
    }

    private JsonNode parse(String content) {
        try {
            return json.readTree(content);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IllegalStateException("A stored draft cannot be read");
        }
    }

    /** Somebody, perhaps the same person in another window, saved a newer draft. */
    static final class StaleDraftException extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final int version;

        StaleDraftException(int version) {
            super("A newer draft has been saved");
            this.version = version;
        }

        int version() {
            return version;
        }
    }

    /** More was typed than is kept; the draft before stays. */
    static final class OversizedDraftException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OversizedDraftException() {
            super("A draft is too large");
        }
    }

    /** Half of a pair of characters, as is left of one that was cut, cannot be kept: another stands there, and is seen. */
    private static String written(JsonNode values) {
        return HALF_A_PAIR.matcher(values.toString()).replaceAll(String.valueOf(FormDraft.LOST));
    }
}
