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
    private static final String MERGE = "<<";
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
     * @param merge if the mapping is merged into another one, what that has already; else null
     */
    private void addMapping(YamlNode mapping, Map<String, RegoValue> entries, @Nullable Merge merge)
            throws BuiltinException {
        List<YamlNode> sources = new ArrayList<>();
        Set<YamlScalar> own = new HashSet<>();
        Map<String, YamlNode> values = new LinkedHashMap<>();
        Set<String> unique = new HashSet<>();
        int mergeKeys = 0;
        for (int i = 0; i < mapping.children.size(); i += 2) {
            YamlNode keyNode = mapping.children.get(i);
            YamlNode value = mapping.children.get(i + 1);
            if (keyNode.isMergeKey()) {
                mergeKeys++;
                sources.addAll(value.kind == Kind.SEQUENCE ? value.children : List.of(value));
                continue;
            }
            YamlScalar key = key(keyNode);
            checkUnique(keyNode, unique);
            if (merge != null && merge.textKeys()) {
                if (key.type() == YamlScalar.Type.NULL) {
                    continue;
                }
                key = YamlScalar.string(keyNode.resolved().text);
            }
            own.add(key);
            if (merge == null || !merge.taken().contains(key)) {
                values.put(key.toKey(), value);
            }
        }
        for (var entry : values.entrySet()) {
            entries.put(entry.getKey(), value(entry.getValue()));
        }
        if ((mergeKeys > 1 && sources.size() < 2) || (mergeKeys > 0 && unique.contains(MERGE))) {
            throw alreadyDefined(MERGE);
        }
        boolean allText = own.stream().allMatch(key -> key.type() == YamlScalar.Type.STRING);
        Merge inner = merge == null ? new Merge(own, allText) : merge;
        inner.taken().addAll(own);
        for (YamlNode source : sources) {
            merge(source, entries, inner);
        }
    }

    /**
     * Where a mapping is merged into.
     *
     * @param taken the keys which that has already
     * @param textKeys whether all of its own keys are strings; go-yaml then takes those merged into it by their spelling
     */
    private record Merge(Set<YamlScalar> taken, boolean textKeys) {}

    /** OPA lets the last of equal keys count, but overlooks dates; and {@code "<<"} must not stand beside a merge key. */
    private static void checkUnique(YamlNode key, Set<String> unique) throws BuiltinException {
        boolean isDate = key.kind == Kind.SCALAR && key.isPlain && key.tag == null && YamlTimestamp.looksLike(key.text);
        if (isDate && !unique.add(key.text)) {
            throw alreadyDefined(key.text);
        }
        if (key.text.equals(MERGE)) {
            unique.add(MERGE);
        }
    }

    private static BuiltinException alreadyDefined(String key) {
        return new BuiltinException("yaml: mapping key " + GoQuote.quote(key) + " already defined");
    }

    private void merge(YamlNode source, Map<String, RegoValue> entries, Merge merge) throws BuiltinException {
        if (source.resolved().kind != Kind.MAPPING) {
            throw new BuiltinException("yaml: map merge requires map or sequence of maps as the value");
        }
        countStep();
        if (source.kind == Kind.ALIAS) {
            enterAlias(source);
        }
        addMapping(source.resolved(), entries, merge);
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
