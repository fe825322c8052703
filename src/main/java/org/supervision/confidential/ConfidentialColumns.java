package org.supervision.confidential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** The columns whose text is encrypted: those that {@code confidential-columns.yaml} says. */
public final class ConfidentialColumns {

    private static final String FILE = "confidential-columns.yaml";

    private final List<ConfidentialColumn> columns;

    private ConfidentialColumns(List<ConfidentialColumn> columns) {
        this.columns = columns;
    }

    record Table(
            String table, List<String> columns, @Nullable List<String> key, List<String> boundTo) {}

    /** Those of this product. */
    public static ConfidentialColumns read() {
        try {
            Binder binder = new Binder(ConfigurationPropertySources.from(
                    new YamlPropertySourceLoader().load(FILE, new ClassPathResource(FILE))));
            return new ConfidentialColumns(binder.bind("encrypted", Bindable.listOf(Table.class)).get().stream()
                    .flatMap(table -> table.columns().stream()
                            .map(column -> new ConfidentialColumn(
                                    table.table(),
                                    column,
                                    table.key() == null ? List.of("id") : table.key(),
                                    table.boundTo())))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** All of them. */
    public List<ConfidentialColumn> all() {
        return columns;
    }

    /** Those of one table. */
    public List<ConfidentialColumn> of(String table) {
        return columns.stream().filter(column -> column.table().equals(table)).toList();
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if it is none
     */
    public ConfidentialColumn require(String table, String name) {
        return of(table).stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(table + "." + name + " is not encrypted"));
    }
}
