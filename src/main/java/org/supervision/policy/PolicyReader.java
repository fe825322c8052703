package org.supervision.policy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.supervision.policy.YamlNode.Malformed;
import org.supervision.policy.YamlNode.Mapping;
import org.supervision.policy.YamlNode.Scalar;
import org.supervision.policy.YamlNode.Sequence;

/**
 * Reads a policy file: a list of versions, oldest first. Each has a name, its first day, the values that all profiles
 * share ({@code common}) and those in which a profile differs ({@code profiles}). The first version states every key but
 * those that have come since ({@link IfAbsent}); a later one those that changed.
 */
class PolicyReader {

    static final List<String> PROFILES = List.of("combined", "stoke", "contract-b");

    private final PolicyBinder binder = new PolicyBinder();

    private PolicyReader() {}

    /**
     * Every version under every profile, in order of their first days.
     *
     * @throws InvalidPolicyException with all problems of the file
     */
    static List<Policy> read(Resource file) {
        return parse(file).with(List.of());
    }

    /**
     * Reads the file, whatever it says.
     *
     * @throws InvalidPolicyException where it is no YAML
     */
    static Source parse(Resource file) {
        String name = file.getDescription();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            return new Source(name, YamlNode.parse(reader));
        } catch (Malformed e) {
            throw new InvalidPolicyException(name, List.of(e.getMessage()));
        } catch (IOException e) {
            throw new InvalidPolicyException(name, List.of("it cannot be read: " + e.getMessage()));
        }
    }

    /** A file, and what comes on top of it. */
    record Source(String name, YamlNode root) {

        /**
         * Every version of the file and of the policy page, under every profile, in order of their first days.
         *
         * @throws InvalidPolicyException with all problems
         */
        List<Policy> with(List<PolicyChange> changes) {
            Outcome outcome = check(changes);
            if (!outcome.problems().isEmpty()) {
                throw InvalidPolicyException.of(name, outcome.problems());
            }
            return outcome.policies();
        }

        /** The same, with what is wrong. */
        Outcome check(List<PolicyChange> changes) {
            PolicyReader reader = new PolicyReader();
            List<Policy> policies = reader.policies(root, changes);
            return new Outcome(policies, reader.binder.problems());
        }
    }

    /** What was read; incomplete where there are problems. */
    record Outcome(List<Policy> policies, List<PolicyProblem> problems) {}

    record Version(String version, LocalDate from) {}

    private List<Policy> policies(YamlNode root, List<PolicyChange> changes) {
        List<Policy> policies = new ArrayList<>();
        Mapping top = mapping(root, "the file");
        only(top, "", Set.of("versions"));
        YamlNode versions = top.entries().get("versions");
        if (versions instanceof Sequence sequence && !sequence.items().isEmpty()) {
            readVersions(inOrder(sequence, changes), policies);
        } else {
            binder.problem(top.line(), "versions", "must be a list of at least one version");
        }
        return policies;
    }

    /** The file's versions as they stand there, each change before the first that begins later than it. */
    private List<YamlNode> inOrder(Sequence file, List<PolicyChange> changes) {
        List<YamlNode> versions = new ArrayList<>(file.items());
        for (PolicyChange change : changes) {
            int place = 0;
            while (place < versions.size() && !beginsAfter(versions.get(place), change.from())) {
                place++;
            }
            versions.add(place, change.node(binder));
        }
        return versions;
    }

    private static boolean beginsAfter(YamlNode version, LocalDate day) {
        return version instanceof Mapping mapping
                && mapping.entries().get("from") instanceof Scalar from
                && from.text() != null
                && from.text().compareTo(day.toString()) > 0;
    }

    private void readVersions(List<YamlNode> versions, List<Policy> policies) {
        Map<String, Mapping> layers = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        LocalDate previous = null;
        for (int i = 0; i < versions.size(); i++) {
            String path = "versions[" + i + "]";
            Mapping body = mapping(versions.get(i), path);
            only(body, path, Set.of("version", "from", "common", "profiles"));
            Version version = version(body, path);
            if (version != null) {
                if (!names.add(version.version())) {
                    binder.problem(body.line(), path + ".version", version.version() + " stands there twice");
                }
                if (previous != null && !version.from().isAfter(previous)) {
                    int line = body.entries().get("from").line();
                    binder.problem(
                            line,
                            line == 0 ? "from" : path + ".from",
                            version.from() + " overlaps the version before, which holds from " + previous);
                }
                previous = version.from();
            }
            readProfiles(body, path, version, layers, policies);
        }
    }

    private @Nullable Version version(Mapping body, String path) {
        Map<String, YamlNode> head = new LinkedHashMap<>(body.entries());
        head.keySet().retainAll(Set.of("version", "from"));
        Version version = binder.bind(Version.class, new Mapping(body.line(), head), path, Map.of());
        if (version != null && !version.version().matches("[A-Za-z0-9._-]{1,20}")) {
            binder.problem(
                    body.line(), path + ".version", "must have 1 to 20 letters, digits, dots, hyphens or underscores");
        }
        return version;
    }

    private void readProfiles(
            Mapping body, String path, @Nullable Version version, Map<String, Mapping> layers, List<Policy> policies) {
        Mapping common = laid("common", group(body, path, "common"), layers);
        Mapping profiles = group(body, path, "profiles");
        only(profiles, path + ".profiles", Set.copyOf(PROFILES));
        for (String profile : PROFILES) {
            Mapping own = laid(profile, group(profiles, path + ".profiles", profile), layers);
            Policy policy = binder.bind(
                    Policy.class,
                    common.overlaidWith(own),
                    "",
                    version == null
                            ? Map.of("version", "", "from", LocalDate.EPOCH, "profile", profile)
                            : Map.of(
                                    "version",
                                    version.version() + "/" + profile,
                                    "from",
                                    version.from(),
                                    "profile",
                                    profile));
            if (policy != null) {
                policies.add(policy);
            }
        }
    }

    /** What all versions up to this one say in a layer: common to all profiles, or a profile's own. */
    private static Mapping laid(String layer, Mapping changes, Map<String, Mapping> layers) {
        return layers.merge(layer, changes, Mapping::overlaidWith);
    }

    /** A group that may be left out or empty. */
    private Mapping group(Mapping within, String path, String key) {
        YamlNode node = within.entries().get(key);
        if (node == null || (node instanceof Scalar scalar && scalar.text() == null)) {
            return new Mapping(within.line(), Map.of());
        }
        return mapping(node, path + "." + key);
    }

    private Mapping mapping(YamlNode node, String path) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        binder.problem(node.line(), path, "must be a group of keys");
        return new Mapping(node.line(), Map.of());
    }

    private void only(Mapping mapping, String path, Set<String> known) {
        mapping.entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                binder.problem(node.line(), path.isEmpty() ? key : path + "." + key, "is no key of the policy file");
            }
        });
    }
}
