package dev.modelspec.engine.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes rules for tests, and evaluates them.
 *
 * @param folder they are written to
 */
record OwnRules(Path folder) {
    static final ObjectNode CONTEXT = JsonMapper.shared().createObjectNode().put("surface", "cli");
    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    static final ObjectNode SPEC = (ObjectNode) JsonMapper.shared().readTree("""
                    {"apiVersion": "piqc.ai/v1alpha1", "kind": "ModelSpec", "metadata": {"name": "chat"}}""");

    /** What the rules of a bundle find in {@link #SPEC} at {@link #NOON}. */
    static List<PolicyFinding> evaluate(PolicyBundle bundle) {
        try (var engine = new PolicyEngine(bundle, NOON, Duration.ofSeconds(20))) {
            return engine.evaluate(SPEC, CONTEXT, engine.variant(Settings.DEFAULTS));
        }
    }

    /**
     * The text of a rule.
     *
     * @param body what follows the METADATA, the package and the import of {@code result}
     * @param custom more of the METADATA's {@code custom}; may be empty
     */
    static String rule(String category, String name, String body, String custom) {
        return """
                # METADATA
                # title: A test rule
                # description: Used in a test.
                # custom:
                #   severity: low
                #   remediation: None.
                # %s
                package modelspec.rules.%s["%s"]

                import data.modelspec.lib.result

                """.formatted(custom, category, name) + body;
    }

    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
