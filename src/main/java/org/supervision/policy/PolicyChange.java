package org.supervision.policy;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.supervision.policy.YamlNode.Malformed;
import org.supervision.policy.YamlNode.Mapping;
import org.supervision.policy.YamlNode.Scalar;
import org.supervision.policy.YamlNode.Sequence;

/**
 * What a version that was put in force on the policy page changes, under one profile.
 *
 * @param version its name for good, such as {@code P3}
 * @param from first day (London) on which it holds
 * @param profile under which
 * @param values what changes, by key such as {@code record.dueWd}; a list as it would stand in the file
 */
record PolicyChange(String version, LocalDate from, String profile, Map<String, String> values) {

    PolicyChange {
        values = Map.copyOf(values);
    }

    /** The same as a version of the file, every line of it 0. */
    Mapping node(PolicyBinder problems) {
        Mapping body = new Mapping(0, new LinkedHashMap<>());
        body.entries().put("version", new Scalar(0, version));
        body.entries().put("from", new Scalar(0, from.toString()));
        Mapping changed = new Mapping(0, new LinkedHashMap<>());
        values.forEach((path, text) -> put(changed, path, value(path, text, problems)));
        body.entries().put("profiles", new Mapping(0, Map.of(profile, changed)));
        return body;
    }

    private static YamlNode value(String path, String text, PolicyBinder problems) {
        if (!PolicyKeys.isList(path)) {
            return new Scalar(0, text);
        }
        try {
            return withoutLines(YamlNode.parse(new StringReader(text)));
        } catch (Malformed e) {
            problems.problem(0, path, "must be a list, as in [a, b]; [] when there is nothing");
            return new Sequence(0, List.of());
        }
    }

    private static YamlNode withoutLines(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return new Scalar(0, scalar.text());
        }
        if (node instanceof Sequence sequence) {
            return new Sequence(
                    0, sequence.items().stream().map(PolicyChange::withoutLines).toList());
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        ((Mapping) node).entries().forEach((key, value) -> entries.put(key, withoutLines(value)));
        return new Mapping(0, entries);
    }

    private static void put(Mapping group, String path, YamlNode value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            group.entries().put(path, value);
            return;
        }
        Mapping inner = (Mapping)
                group.entries().computeIfAbsent(path.substring(0, dot), name -> new Mapping(0, new LinkedHashMap<>()));
        put(inner, path.substring(dot + 1), value);
    }
}
