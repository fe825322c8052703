package org.supervision.budget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** One part of {@code statement-budgets.yaml}: how many statements each thing may take, beside what it took. */
public final class Budget {

    private static final String FILE = "statement-budgets.yaml";

    private final String part;
    private final Map<String, Integer> ceilings;
    private final Map<String, Integer> measured = new TreeMap<>();
    private final Map<String, String> details = new TreeMap<>();

    private Budget(String part, Map<String, Integer> ceilings) {
        this.part = part;
        this.ceilings = ceilings;
    }

    /** The budget of this part. */
    public static Budget of(String part) {
        try {
            Binder binder = new Binder(ConfigurationPropertySources.from(
                    new YamlPropertySourceLoader().load(FILE, new ClassPathResource(FILE))));
            return new Budget(
                    part,
                    binder.bind(part, Bindable.mapOf(String.class, Integer.class))
                            .orElse(Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes what something took, the most where it is measured several times. */
    public void took(String what, int statements) {
        measured.merge(what, statements, Math::max);
    }

    /** The same, with the statements that it is about. */
    public void took(String what, int statements, String words) {
        took(what, statements);
        details.put(what, words);
    }

    /**
     * Holds that everything was measured and nothing took more than it may.
     *
     * @throws AssertionError with the whole table
     */
    public void isKept() {
        Set<String> all = new TreeSet<>(ceilings.keySet());
        all.addAll(measured.keySet());
        List<String> table = new ArrayList<>();
        boolean kept = true;
        for (String what : all) {
            Integer ceiling = ceilings.get(what);
            Integer took = measured.get(what);
            boolean within = ceiling != null && took != null && took <= ceiling;
            kept &= within;
            table.add("  \"[%s]\": %s # took %s%s".formatted(what, ceiling, took, within ? "" : "  <<<"));
            if (!within && details.containsKey(what)) {
                table.add(details.get(what));
            }
        }
        if (!kept) {
            throw new AssertionError("Statements beyond " + FILE + ":\n" + part + ":\n" + String.join("\n", table));
        }
    }
}
