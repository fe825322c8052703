package org.supervision.subjectaccess;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.supervision.access.Content;
import org.supervision.access.ContentKind;
import org.supervision.disclosure.BundleContent.Part;
import org.supervision.disclosure.Redaction;

/**
 * Something that is held of a person.
 *
 * @param id names it within the request, such as {@code record/SE-000012/1}
 * @param title what it is, such as {@code Record of SE-000012, version 1}
 * @param kind as which the gate knows it; null for what is no secret, such as the directory's entry
 * @param key its business key there
 * @param version its version there; 0 where it has none
 */
public record SubjectItem(
        String id,
        String title,
        @Nullable ContentKind kind,
        @Nullable String key,
        int version,
        List<Part> parts) {

    public SubjectItem {
        parts = List.copyOf(parts);
    }

    /** What must be opened at the gate to read it. */
    List<Content> contents() {
        return kind == null || key == null ? List.of() : List.of(new Content(kind, key, version));
    }

    /** Whether each of these passages, one a line, stands in a part of it, and so can be blacked out. */
    public boolean holds(@Nullable String passages) {
        return passages == null
                || passages.lines()
                        .filter(passage -> !passage.isBlank())
                        .map(Redaction::of)
                        .allMatch(passage -> parts.stream().anyMatch(part -> standsIn(part, passage)));
    }

    private static boolean standsIn(Part part, Redaction passage) {
        return passage.missingFrom(part.label()).isEmpty()
                || passage.missingFrom(part.text()).isEmpty();
    }

    /** Its parts as one text, for somebody to look through. */
    public String text() {
        return parts.stream().map(part -> part.label() + ": " + part.text()).collect(Collectors.joining("\n"));
    }

    SubjectItem with(List<Part> newParts) {
        return new SubjectItem(id, title, kind, key, version, newParts);
    }
}
