package org.supervision.confidential;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A column whose text is encrypted.
 *
 * @param table the table's name, in lower case like all names
 * @param name the column's
 * @param key the columns that tell one row from another
 * @param boundTo the columns whose values, never changed, the text is bound to
 */
public record ConfidentialColumn(String table, String name, List<String> key, List<String> boundTo) {

    /** The place of this column's text in the row that has these values, by the names of their columns. */
    public Place in(Function<String, Object> row) {
        return new Place(
                table,
                name,
                key.stream().map(row).map(String::valueOf).collect(Collectors.joining("/")),
                boundTo.stream().map(row).map(String::valueOf).toList());
    }

    /** The key's columns, as SQL lists them. */
    public String keyNames() {
        return String.join(", ", key);
    }

    /** A further condition, in SQL: only rows whose key comes after this one; none where it is empty. */
    public String andAfter(Map<String, Object> last) {
        String values = key.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
        return last.isEmpty() ? "" : " and (" + keyNames() + ") > (" + values + ")";
    }

    @Override
    public String toString() {
        return table + "." + name;
    }
}
