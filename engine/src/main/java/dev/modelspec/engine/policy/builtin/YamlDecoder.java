package dev.modelspec.engine.policy.builtin;

import dev.modelspec.engine.policy.builtin.YamlNode.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns YAML nodes into values: aliases and merge keys are followed, the last of equal keys counts, keys become strings as in
 * JSON. It stops where aliases multiply, by the measure that go-yaml has for it.
 */
final class YamlDecoder {
    private static final int FEW_STEPS = 1_000;
    private static final int FEW_ALIAS_STEPS = 100;
    private static final double SMALL_DOCUMENT = 400_000;
    private static final double LARGE_DOCUMENT = 4_000_000;

    private final Set<YamlNode> openAliases = Collections.newSetFromMap(new IdentityHashMap<>());
    private long steps;
    private long aliasSteps;
    private int depth;

    private YamlDecoder() {}

    static RegoValue decode(String text) throws BuiltinException {
        YamlNode root = YamlComposer.compose(text);
        return root == null ? RegoNull.NULL : new YamlDecoder().value(root);
    }

    private RegoValue value(YamlNode node) throws BuiltinException {
        countStep();
        YamlComposer.checkDepth(++depth);
        RegoValue value = decode(node);
        depth--;
        return value;
    }

    private RegoValue decode(YamlNode node) throws BuiltinException {
        return switch (node.kind) {
            case SCALAR -> YamlScalar.of(node).toValue();
            case SEQUENCE -> {
                List<RegoValue> elements = new ArrayList<>();
                for (YamlNode child : node.children) {
                    elements.add(value(child));
                }
                yield new RegoArray(elements);
            }
            case MAPPING -> {
                Map<String, RegoValue> entries = new LinkedHashMap<>();
                addMapping(node, entries, null);
                TreeMap<RegoValue, RegoValue> byKey = new TreeMap<>();
                entries.forEach((key, value) -> byKey.put(new RegoString(key), value));
                yield new RegoObject(byKey);
            }
            case ALIAS -> {
                enterAlias(node);
                RegoValue value = value(node.resolved());
                openAliases.remove(node);
                yield value;
            }
        };
    }

    /**
     * Adds the entries of a mapping.
     *
     * @param taken if the mapping is merged into another one, the keys which that has already
     */
    private void addMapping(YamlNode mapping, Map<String, RegoValue> entries, @Nullable Set<YamlScalar> taken)
            throws BuiltinException {
        List<YamlNode> merged = new ArrayList<>();
        Set<YamlScalar> own = new HashSet<>();
        int mergeKeys = 0;
        for (int i = 0; i < mapping.children.size(); i += 2) {
            YamlNode value = mapping.children.get(i + 1);
            if (mapping.children.get(i).isMergeKey()) {
                mergeKeys++;
                merged.addAll(value.kind == Kind.SEQUENCE ? value.children : List.of(value));
                continue;
            }
            YamlScalar key = key(mapping.children.get(i));
            own.add(key);
            if (taken == null || !taken.contains(key)) {
                entries.put(key.toKey(), value(value));
            }
        }
        if (mergeKeys > 1 && merged.size() < 2) {
            throw new BuiltinException("yaml: mapping key \"<<\" already defined");
        }
        Set<YamlScalar> allTaken = taken == null ? own : taken;
        allTaken.addAll(own);
        for (YamlNode source : merged) {
            merge(source, entries, allTaken);
        }
    }

    private void merge(YamlNode source, Map<String, RegoValue> entries, Set<YamlScalar> taken) throws BuiltinException {
        if (source.resolved().kind != Kind.MAPPING) {
            throw new BuiltinException("yaml: map merge requires map or sequence of maps as the value");
        }
        countStep();
        if (source.kind == Kind.ALIAS) {
            enterAlias(source);
        }
        addMapping(source.resolved(), entries, taken);
        openAliases.remove(source);
    }

    private YamlScalar key(YamlNode node) throws BuiltinException {
        countStep();
        if (node.resolved().kind != Kind.SCALAR) {
            throw new BuiltinException("yaml: invalid map key");
        }
        return YamlScalar.of(node.resolved());
    }

    private void enterAlias(YamlNode alias) throws BuiltinException {
        if (!openAliases.add(alias)) {
            throw new BuiltinException("yaml: an anchor's value contains itself");
        }
    }

    private void countStep() throws BuiltinException {
        BuiltinFault.stopIfInterrupted();
        steps++;
        aliasSteps += openAliases.isEmpty() ? 0 : 1;
        double progress = (steps - SMALL_DOCUMENT) / (LARGE_DOCUMENT - SMALL_DOCUMENT);
        double allowed = 0.99 - 0.89 * Math.max(0, Math.min(1, progress));
        if (aliasSteps > FEW_ALIAS_STEPS && steps > FEW_STEPS && aliasSteps > allowed * steps) {
            throw new BuiltinException("yaml: document contains excessive aliasing");
        }
    }
}
