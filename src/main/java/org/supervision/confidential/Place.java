package org.supervision.confidential;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a text stands: its column, and what its row is about.
 *
 * @param table the table's name
 * @param column the column's name
 * @param row which row, for people to find it by, such as its id
 * @param about the values that the row keeps for good, to which the text is bound
 */
public record Place(String table, String column, String row, List<String> about) {

    /** Part of what is authenticated, and not stored with the text. No separator can stand in a value. */
    byte[] associatedData() {
        StringBuilder data = new StringBuilder(table).append('.').append(column);
        for (String value : about) {
            data.append('|').append(value.length()).append(':').append(value);
        }
        return data.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return table + "." + column + " of row " + row;
    }
}
