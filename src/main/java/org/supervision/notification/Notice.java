package org.supervision.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one person, in terms of what happened: no text of people's own making can travel in it.
 *
 * @param uniqueId what happened, once for ever, such as {@code SE-000456/distributed/1}; together with the recipient it
 *     is the mail's key
 * @param recipientUserId who is told
 * @param kind which text
 * @param businessKey the agreement, session or case it is about, such as {@code SE-000456}
 * @param model ids, dates, counts and flags for the text: {@value #DUE} (the London date by whose end something is
 *     due), {@value #START} (a moment), {@value #COUNT}, {@value #PATH} (where the link leads, below the product's
 *     address, in place of Tasklist)
 * @param invitation the calendar entry that goes with it
 */
public record Notice(
        String uniqueId,
        String recipientUserId,
        MailKind kind,
        String businessKey,
        Map<String, Object> model,
        @Nullable Invitation invitation) {

    public static final String DUE = "due";
    public static final String START = "start";
    public static final String COUNT = "count";
    public static final String PATH = "path";

    /** A mail's key is the business key of its delivery. */
    private static final int MAX_KEY = 255;

    /** Ids and paths; no blank, so no sentence and no name of a person fits. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9@._:/=-]{1,200}");

    public Notice {
        requireId("uniqueId", uniqueId);
        requireId("recipientUserId", recipientUserId);
        requireId("businessKey", businessKey);
        Objects.requireNonNull(kind, "kind");
        if (uniqueId.length() + 1 + recipientUserId.length() > MAX_KEY) {
            throw new IllegalArgumentException("A notice's key has at most " + MAX_KEY + " characters");
        }
        model.forEach(Notice::requireContentFree);
        model = Map.copyOf(new TreeMap<>(model));
    }

    public static Notice of(String uniqueId, String recipientUserId, MailKind kind, String businessKey) {
        return new Notice(uniqueId, recipientUserId, kind, businessKey, Map.of(), null);
    }

    /** The same notice with the London date by whose end something is due. */
    public Notice due(LocalDate due) {
        return with(DUE, due);
    }

    /** The same notice with the moment something starts. */
    public Notice start(Instant start) {
        return with(START, start);
    }

    public Notice count(int count) {
        return with(COUNT, count);
    }

    /** The same notice with a link that leads to {@code path}, such as {@code /agreements/AG-000123}. */
    public Notice path(String path) {
        return with(PATH, path);
    }

    public Notice with(String name, Object content) {
        Map<String, Object> extended = new TreeMap<>(model);
        extended.put(name, content);
        return new Notice(uniqueId, recipientUserId, kind, businessKey, extended, invitation);
    }

    public Notice with(Invitation newInvitation) {
        return new Notice(uniqueId, recipientUserId, kind, businessKey, model, newInvitation);
    }

    /** The mail's key: one mail for what happened and whom it is told. */
    String mailKey() {
        return uniqueId + "/" + recipientUserId;
    }

    private static void requireId(String what, String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(what + " of a notice is not an id");
        }
    }

    private static void requireContentFree(String name, Object content) {
        boolean contentFree = content instanceof Number
                || content instanceof Boolean
                || content instanceof Enum<?>
                || content instanceof LocalDate
                || content instanceof LocalDateTime
                || content instanceof Instant
                || (content instanceof String id && ID.matcher(id).matches());
        if (!contentFree) {
            throw new IllegalArgumentException("A notice carries ids, dates and counts only: " + name);
        }
    }
}
