package org.supervision.integrity;

/**
 * Something that a verification found wrong. It holds nothing of any text.
 *
 * @param table the table's name
 * @param row which row of it
 * @param businessKey of what the row belongs to; empty where the row doesn't say
 * @param problem as the end of a sentence
 */
public record Finding(String table, String row, String businessKey, String problem) {

    @Override
    public String toString() {
        return "%s %s%s: %s".formatted(table, row, businessKey.isEmpty() ? "" : " (" + businessKey + ")", problem);
    }
}
