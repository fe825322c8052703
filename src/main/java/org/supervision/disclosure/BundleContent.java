package org.supervision.disclosure;

import java.util.List;

/**
 * A bundle: records in the order of their sessions, which is its index.
 *
 * @param records what it holds
 */
public record BundleContent(List<Extract> records) {

    public BundleContent {
        records = List.copyOf(records);
    }

    /**
     * One record, or what is left of it.
     *
     * @param number its place in the index
     * @param session the session's key
     * @param version which version of the record
     * @param date when the session was, in words
     */
    public record Extract(int number, String session, int version, String date, List<Part> parts) {

        public Extract {
            parts = List.copyOf(parts);
        }
    }

    /** One part of a record; what was blacked out is gone from its text. */
    public record Part(String label, String text) {

        /** Label and text, in which words to black out may stand. */
        public String whole() {
            return label + "\n" + text;
        }
    }
}
