package org.supervision.confidential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestDatabase;

/** Every column that can hold words is encrypted, or on the list of those that need not be. */
class ConfidentialColumnsTest {

    private final ConfidentialColumns confidential = ConfidentialColumns.read();
    private JdbcClient jdbc;

    record Plain(String because, List<String> columns) {}

    @BeforeEach
    void migrate() {
        DataSource database = TestDatabase.inMemory();
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
    }

    @Test
    @DisplayName("each is decided once, and no other")
    void everyColumnIsDecided() throws IOException {
        List<String> decided = new ArrayList<>();
        confidential.all().forEach(column -> decided.add(column.toString()));
        plain().forEach(plain -> {
            assertThat(plain.because()).isNotBlank();
            decided.addAll(plain.columns());
        });

        assertThat(decided)
                .as("confidential-columns.yaml says of every column that can hold words whether it is encrypted")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(columns("data_type = 'CHARACTER VARYING'"));
    }

    @Test
    @DisplayName("no unlimited text is plain, and what is encrypted has room")
    void textsAreEncrypted() {
        assertThat(confidential.all().stream().map(ConfidentialColumn::toString))
                .containsExactlyInAnyOrderElementsOf(
                        columns("character_maximum_length > 1000000 and data_type = 'CHARACTER VARYING'"));
    }

    @Test
    @DisplayName("what a text is bound to is always there")
    void boundToWhatIsThere() {
        Set<String> always = new TreeSet<>(columns("is_nullable = 'NO'"));

        for (ConfidentialColumn column : confidential.all()) {
            assertThat(column.boundTo()).as(column.toString()).isNotEmpty();
            assertThat(always)
                    .containsAll(column.boundTo().stream()
                            .map(name -> column.table() + "." + name)
                            .toList());
            assertThat(always)
                    .containsAll(column.key().stream()
                            .map(name -> column.table() + "." + name)
                            .toList());
        }
    }

    private List<Plain> plain() throws IOException {
        Binder binder = new Binder(ConfigurationPropertySources.from(
                new YamlPropertySourceLoader().load("columns", new ClassPathResource("confidential-columns.yaml"))));
        return binder.bind("plain", Bindable.listOf(Plain.class)).get();
    }

    private List<String> columns(String condition) {
        List<String> columns = new ArrayList<>();
        for (Map<String, Object> row : jdbc.sql(
                        "select lower(table_name) as t, lower(column_name) as c from information_schema.columns"
                                + " where table_schema = 'PUBLIC' and table_name <> 'flyway_schema_history'"
                                + " and " + condition)
                .query()
                .listOfRows()) {
            columns.add(row.get("t") + "." + row.get("c"));
        }
        return columns;
    }
}
