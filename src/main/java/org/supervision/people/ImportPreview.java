package org.supervision.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a people file changes. With problems, nothing else is filled.
 *
 * @param effectiveOn first day (London) on which it holds
 * @param added people whom the directory doesn't have
 * @param changed people about whom something changes
 * @param ended people whom the file no longer has: they leave on the day before
 * @param unchanged how many stay as they are
 * @param toConfirm how many people leave, where so many must be confirmed; null where nothing needs to be
 * @param problems what is wrong in the file, in the order of its lines
 * @param fingerprint of the file, its first day and all that it changes: what is applied with it is what was shown; empty
 *     with problems
 */
public record ImportPreview(
        LocalDate effectiveOn,
        List<Entry> added,
        List<Change> changed,
        List<Entry> ended,
        int unchanged,
        @Nullable Integer toConfirm,
        List<ImportProblem> problems,
        String fingerprint) {

    /** Somebody added or ended. */
    public record Entry(String userId, String name) {}

    /** Somebody about whom something changes. */
    public record Change(String userId, String name, List<Difference> differences) {}

    /**
     * A value that changes.
     *
     * @param column the file's column
     * @param before empty when there was nothing
     * @param after empty when nothing is left
     */
    public record Difference(String column, String before, String after) {}

    /** The same with its fingerprint. */
    ImportPreview of(byte[] csv) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(csv);
            digest.update(toString().getBytes(StandardCharsets.UTF_8));
            return new ImportPreview(
                    effectiveOn,
                    added,
                    changed,
                    ended,
                    unchanged,
                    toConfirm,
                    problems,
                    HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java knows SHA-256", e);
        }
    }

    static ImportPreview refused(LocalDate effectiveOn, List<ImportProblem> problems) {
        return new ImportPreview(effectiveOn, List.of(), List.of(), List.of(), 0, null, problems, "");
    }
}
