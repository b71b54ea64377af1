package dev.modelspec.audit.history;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.schema.ConfigurationReader;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The findings that were there when the rules were adopted, as {@code baseline.v1alpha1.json} describes them. They do not count; new
 * ones do. Of several findings with one fingerprint as many are old as the baseline says. Not thread-safe.
 */
public final class Baseline {
    /** How fingerprints are made that can be compared. */
    static final String FINGERPRINTS = "modelspec/1";

    private static final ConfigurationReader DOCUMENTS = new ConfigurationReader(
            "Baseline", new DocumentType("governance.modelspec.dev/v1alpha1", "Baseline", false));

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private static final class Entry {
        private final JsonNode written;
        private long left;

        Entry(JsonNode written) {
            this.written = written;
            this.left = written.path("count").asLong(1);
        }
    }

    /**
     * Reads a baseline.
     *
     * @throws ConfigurationException if it is not one that can be compared with
     */
    public Baseline(Source source) {
        var document = DOCUMENTS.read(source);
        JsonNode version = document.tree().path("spec").path("fingerprints");
        if (version.isString() && !version.stringValue().equals(FINGERPRINTS)) {
            throw new ConfigurationException(
                    "Baseline " + source.name() + " has fingerprints of " + version.stringValue()
                            + ", and those of today are of " + FINGERPRINTS
                            + ": they cannot be compared. Write it anew with --write-baseline.",
                    List.of());
        }
        DOCUMENTS.refuse(
                source.name(), SchemaValidator.of("baseline.v1alpha1.json").validate(document));
        for (JsonNode entry : document.tree().path("spec").path("findings")) {
            String fingerprint = entry.path("fingerprint").asString();
            if (entries.putIfAbsent(fingerprint, new Entry(entry)) != null) {
                throw new ConfigurationException(
                        "Baseline " + source.name() + " has the fingerprint " + fingerprint
                                + " twice. Write it anew with --write-baseline.",
                        List.of());
            }
        }
    }

    /** Whether a finding that is there now was there then, of which there is one less now. */
    public boolean has(String fingerprint) {
        Entry entry = entries.get(fingerprint);
        if (entry == null || entry.left == 0) {
            return false;
        }
        entry.left--;
        return true;
    }

    /** What was asked for less often than it was there: each as {@code rule of spec at path}, in the order of the file. */
    public List<String> resolved() {
        return entries.values().stream()
                .filter(entry -> entry.left > 0)
                .map(entry -> entry.written.path("rule").asString() + " of "
                        + entry.written.path("spec").asString() + " at "
                        + entry.written.path("path").asString())
                .toList();
    }
}
