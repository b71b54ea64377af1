package dev.modelspec.engine.spec;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.source.SourceMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A ModelSpec as it was read, which may still break its schema. Immutable; nobody changes the tree, parts of which may be shared
 * where the text has aliases.
 */
public final class ParsedSpec implements ParsedDocument {
    private final String source;
    private final int index;
    private final ObjectNode tree;
    private final SourceMap map;
    private final List<Finding> findings;
    private final boolean clusterForm;
    private final Map<String, JsonNode> clusterMetadata;

    ParsedSpec(
            String source,
            int index,
            ObjectNode tree,
            SourceMap map,
            List<Finding> findings,
            boolean clusterForm,
            Map<String, JsonNode> clusterMetadata) {
        this.source = source;
        this.index = index;
        this.tree = tree;
        this.map = map;
        this.findings = findings;
        this.clusterForm = clusterForm;
        this.clusterMetadata = clusterMetadata;
    }

    /** The name of the source. */
    public String source() {
        return source;
    }

    @Override
    public int index() {
        return index;
    }

    /**
     * The spec in file form, whichever form it was written in; do not change it. In cluster form, {@code metadata} has the
     * annotations {@code piqc.ai/version} and {@code piqc.ai/description} in place of the fields, and fields that Kubernetes adds.
     */
    public ObjectNode tree() {
        return tree;
    }

    /**
     * What {@code metadata} has in cluster form that people write and that the file form has no place for: {@code namespace}, {@code
     * generateName}, {@code ownerReferences}, {@code finalizers}. Empty in file form.
     */
    public Map<String, JsonNode> clusterMetadata() {
        return clusterMetadata;
    }

    /** {@code metadata.name}; null if it cannot be told. */
    public @Nullable String name() {
        JsonNode name = tree.path("metadata").path("name");
        return name.isString() ? name.stringValue() : null;
    }

    /** What is wrong with the text, such as duplicate keys. With any of these, the values are not to be trusted. */
    public List<Finding> findings() {
        return findings;
    }

    /** The positions of everything. */
    public SourceMap sourceMap() {
        return map;
    }

    /** Where to show a finding about this pointer: see {@link SourceMap#locate(String)}. */
    public Location locate(String pointer) {
        return new Location(source, pointer, map.locate(pointer));
    }

    /** Where to show a finding about the name of this field. */
    public Location locateKey(String pointer) {
        return new Location(source, pointer, map.locateKey(pointer));
    }

    /** Whether this field is one that Kubernetes gives an object, and that a spec only has in its cluster form. */
    public boolean isClusterField(String pointer) {
        return clusterForm && ClusterForm.isClusterField(pointer);
    }

    /** The text of the scalar at this pointer as it was written, with its quotes; null if there is no scalar. */
    public @Nullable String written(String pointer) {
        return map.written(pointer);
    }

    /** How to write a scalar in place of the one at this pointer; null if there is none, or more to it than its text. */
    public @Nullable String inPlace(String pointer, JsonNode scalar) {
        String written = map.written(pointer);
        return written == null ? null : ScalarStyle.like(written, scalar);
    }

    /** How to write another name in place of that of the field at this pointer; null if there is more to it than its text. */
    public @Nullable String inPlaceOfKey(String pointer, String name) {
        String written = map.writtenKey(pointer);
        return written == null ? null : ScalarStyle.like(written, StringNode.valueOf(name));
    }
}
