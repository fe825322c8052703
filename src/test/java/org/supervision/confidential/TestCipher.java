package org.supervision.confidential;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The cipher with a key of its own, for tests that put their beans together by hand. */
public class TestCipher {

    private static final ConfidentialColumns COLUMNS = ConfidentialColumns.read();

    @Bean
    public TextCipher textCipher() {
        Keyring keys = Keyring.generate();
        return new TextCipher(() -> keys);
    }

    /** A text as it is stored in a column of the row that has these values. */
    public static String encrypted(
            TextCipher cipher, String table, String column, Map<String, Object> row, String text) {
        return cipher.encrypt(text, COLUMNS.require(table, column).in(row::get));
    }

    /** What the rows that match say in a column, oldest first. */
    public static List<String> stored(
            JdbcClient jdbc, TextCipher cipher, String table, String column, String condition) {
        ConfidentialColumn confidential = COLUMNS.require(table, column);
        return jdbc
                .sql("select * from %s where %s order by %s"
                        .formatted(table, condition, confidential.key().get(0)))
                .query()
                .listOfRows()
                .stream()
                .map(row -> cipher.decrypt((String) row.get(column), confidential.in(row::get)))
                .toList();
    }

    @Bean
    public ConfidentialColumns confidentialColumns() {
        return COLUMNS;
    }
}
