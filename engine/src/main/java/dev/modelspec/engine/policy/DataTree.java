package dev.modelspec.engine.policy;

import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.rego.RegoModule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What there is below {@code data}, by name, as far as it is known before anything is evaluated. */
public final class DataTree {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*");

    private final Map<String, DataTree> children = new TreeMap<>();
    /** Anything may be below. */
    private boolean open;

    /**
     * Where a reference leads nowhere.
     *
     * @param path up to the first step that is not there
     * @param meant what may have been meant instead of that step; null if nothing is near
     */
    public record Gap(List<String> path, @Nullable String meant) {
        /** What to tell of it. */
        public String message(String who) {
            String name = path.get(path.size() - 1);
            return "`" + dotted(path) + "` is nothing: " + who + " has `" + name + "`, so what reads it finds nothing"
                    + (meant == null ? "" : "; did you mean " + meant + "?");
        }
    }

    /** Adds what modules declare: their packages, and the rules in them, below which may be anything. */
    public DataTree with(Collection<RegoModule> modules) {
        for (RegoModule module : modules) {
            DataTree ofPackage = at(module.path());
            module.rules().forEach(rule -> ofPackage.at(rule.path()).open = true);
        }
        return this;
    }

    /** Adds a document. */
    public DataTree with(JsonNode document) {
        open |= !document.isObject();
        document.properties().forEach(member -> at(List.of(member.getKey())).with(member.getValue()));
        return this;
    }

    /** Adds what may have anything below it. */
    public DataTree withAnythingAt(String name) {
        at(List.of(name)).open = true;
        return this;
    }

    /** Adds packages of which no more is known. */
    DataTree withPackages(Collection<List<String>> paths) {
        paths.forEach(this::at);
        return this;
    }

    private DataTree at(List<String> path) {
        DataTree tree = this;
        for (String step : path) {
            tree = tree.children.computeIfAbsent(step, unknown -> new DataTree());
        }
        return tree;
    }

    /** Where a path leads nowhere; null if it may lead somewhere. */
    public @Nullable Gap gap(List<String> path) {
        DataTree tree = this;
        for (int i = 0; i < path.size() && !tree.open; i++) {
            DataTree next = tree.children.get(path.get(i));
            if (next == null) {
                return new Gap(
                        List.copyOf(path.subList(0, i + 1)),
                        Spelling.nearest(path.get(i), List.copyOf(tree.children.keySet())));
            }
            tree = next;
        }
        return null;
    }

    private static String dotted(List<String> path) {
        var dotted = new StringBuilder("data");
        for (String step : path) {
            dotted.append(PLAIN.matcher(step).matches() ? "." + step : "[\"" + step + "\"]");
        }
        return dotted.toString();
    }
}
