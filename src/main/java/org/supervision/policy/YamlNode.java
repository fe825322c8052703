package org.supervision.policy;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A piece of a YAML file that knows its line and takes no scalar for anything but text: no 06:00 becomes 360. */
sealed interface YamlNode {

    int line();

    record Scalar(int line, @Nullable String text) implements YamlNode {}

    record Sequence(int line, List<YamlNode> items) implements YamlNode {}

    record Mapping(int line, Map<String, YamlNode> entries) implements YamlNode {

        /** This mapping with another's entries laid over it, mappings within mappings likewise. */
        Mapping overlaidWith(Mapping other) {
            Map<String, YamlNode> merged = new LinkedHashMap<>(entries);
            other.entries.forEach((name, node) -> merged.merge(
                    name,
                    node,
                    (below, above) -> below instanceof Mapping lower && above instanceof Mapping upper
                            ? lower.overlaidWith(upper)
                            : above));
            return new Mapping(line, merged);
        }
    }

    /** Something in the file that is no plain YAML of mappings, lists and scalars. */
    final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(int line, String problem) {
            super("line " + line + ": " + problem);
        }
    }

    /** Reads a file of one document; anchors and tags are not taken. */
    static YamlNode parse(Reader reader) throws Malformed {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(reader);
            if (root == null) {
                throw new Malformed(1, "the file is empty");
            }
            return of(root, lineOf(root));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new Malformed(line, "no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new Malformed(1, "no YAML: " + e.getMessage());
        }
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static YamlNode of(Node node, int line) throws Malformed {
        if (node instanceof ScalarNode scalar) {
            return new Scalar(line, Tag.NULL.equals(scalar.getTag()) ? null : scalar.getValue());
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(of(item, lineOf(item)));
            }
            return new Sequence(line, items);
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            int keyLine = lineOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new Malformed(keyLine, "a key must be a word");
            }
            if (entries.put(key.getValue(), of(tuple.getValueNode(), keyLine)) != null) {
                throw new Malformed(keyLine, key.getValue() + " stands there twice");
            }
        }
        return new Mapping(line, entries);
    }
}
