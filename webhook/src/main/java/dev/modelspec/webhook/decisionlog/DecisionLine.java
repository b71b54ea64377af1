package dev.modelspec.webhook.decisionlog;

import dev.modelspec.webhook.decisionlog.LoggedDecision.Bundle;
import dev.modelspec.webhook.decisionlog.LoggedDecision.Finding;
import dev.modelspec.webhook.decisionlog.LoggedDecision.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes decisions as lines, as {@code schema/decision.v1alpha1.json} describes them. Names of fields are those of OPA's decision logs
 * where these have the thing, else those of Kubernetes' audit events.
 */
final class DecisionLine {
    static final String SCHEMA = "https://modelspec.dev/schema/decision.v1alpha1.json";
    private static final double MICROS_PER_MILLI = 1e3;

    /** As in Kubernetes' audit events: always six digits, so that sorting as text sorts by time. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final ObjectWriter WRITER = JsonMapper.shared().writer().with(new LineEscapes());

    private final DecisionLogOptions options;

    DecisionLine(DecisionLogOptions options) {
        this.options = options;
    }

    /** One line in UTF-8, with a line feed at its end and nowhere else. */
    byte[] of(LoggedDecision decision) {
        // By way of a string, for UTF-8 has no halves of surrogate pairs: they become question marks.
        return (WRITER.writeValueAsString(tree(decision)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode tree(LoggedDecision decision) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("schema", SCHEMA);
        line.put("timestamp", TIME.format(decision.time()));
        line.put("decision_id", decision.uid());
        line.put("uid", decision.uid());
        line.putObject("labels")
                .put("app", "modelspec-webhook")
                .put("replica", options.replica())
                .put("version", options.version());
        line.put("decision", decision.decision().name().toLowerCase(Locale.ROOT));
        line.putObject("responseStatus").put("code", decision.code()).put("message", decision.message());
        line.put("operation", decision.operation());
        line.put("dryRun", decision.dryRun());
        ObjectNode user = line.putObject("userInfo");
        user.put("username", decision.user().username());
        texts(user.putArray("groups"), decision.user().groups());
        objectRef(line.putObject("objectRef"), decision.objectRef());
        ArrayNode findings = line.putArray("findings");
        decision.findings().forEach(found -> finding(findings.addObject(), found));
        texts(line.putArray("waivers"), decision.waivers());
        line.put("profile", decision.profile());
        Bundle bundle = decision.bundle();
        if (bundle == null) {
            line.putNull("bundle");
        } else {
            line.putObject("bundle").put("digest", bundle.digest()).put("revision", bundle.revision());
        }
        ObjectNode durations = line.putObject("durationMs");
        for (Map.Entry<String, Duration> phase : decision.durations().entrySet()) {
            durations.put(phase.getKey(), Math.round(phase.getValue().toNanos() / MICROS_PER_MILLI) / MICROS_PER_MILLI);
        }
        line.put("trace_id", decision.traceId());
        line.put("span_id", decision.spanId());
        if (options.objects() && decision.object() != null) {
            line.set("object", decision.object().deepCopy());
        } else {
            line.putNull("object");
        }
        var masked = options.masking().apply(line);
        texts(line.putArray("masked"), masked);
        return line;
    }

    private static void objectRef(ObjectNode line, ObjectRef object) {
        line.put("apiGroup", object.apiGroup())
                .put("apiVersion", object.apiVersion())
                .put("kind", object.kind())
                .put("resource", object.resource())
                .put("subresource", object.subresource())
                .put("namespace", object.namespace())
                .put("name", object.name());
    }

    private static void finding(ObjectNode line, Finding finding) {
        line.put("rule", finding.rule())
                .put("level", finding.level())
                .put("severity", finding.severity())
                .put("path", finding.path())
                .put("message", finding.message());
    }

    private static void texts(ArrayNode array, Iterable<String> texts) {
        texts.forEach(array::add);
    }

    /** What some readers take for the end of a line, or a terminal for a command, becomes an escape. */
    private static final class LineEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final int DELETE = 0x7f;

        @SuppressWarnings("serial")
        private final int[] ascii = standardAsciiEscapesForJSON();

        LineEscapes() {
            ascii[DELETE] = ESCAPE_STANDARD;
        }

        /** Asked for each line; nobody changes it. */
        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int unit) {
            return switch (Character.getType(unit)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT ->
                    new SerializedString(String.format(Locale.ROOT, "\\u%04x", unit));
                default -> null;
            };
        }
    }
}
