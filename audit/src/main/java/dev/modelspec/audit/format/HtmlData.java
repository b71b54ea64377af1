package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.report.Printable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The specs as JSON for the script of the report: some hundreds in each {@code <script type="application/json">}. Texts and kinds of
 * findings are written once and named by their number, as long as they are remembered; {@code report.js} reads them back.
 */
final class HtmlData {
    private static final int CHUNK = 128 * 1024;
    private static final int REMEMBERED = 20_000;
    private static final int LONGEST_REMEMBERED = 500;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String SHA_256 = "sha256:";

    private final Writer out;
    private final AuditHeader header;
    private final long most;
    private final Known<String> texts = new Known<>();
    private final Known<Kind> kinds = new Known<>();
    private final List<String> newTexts = new ArrayList<>();
    private final List<Kind> newKinds = new ArrayList<>();
    private StringWriter specs = new StringWriter();
    private JsonGenerator json;
    private long written;
    private long listed;

    /** @param most how many characters to write at most; specs after that are left out */
    HtmlData(Writer out, AuditHeader header, long most) {
        this.out = out;
        this.header = header;
        this.most = most;
        this.json = start(specs);
    }

    /** What findings of a rule have in common. */
    private record Kind(int rule, int title, int severity, int level, int remediation) {}

    /** The numbers of the values that came last. */
    private static final class Known<T> extends LinkedHashMap<T, Integer> {
        private static final long serialVersionUID = 1L;
        private int next;

        Known() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<T, Integer> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** How many specs are in the report. */
    long listed() {
        return listed;
    }

    /** Writes a spec; if it makes the report too large, not. */
    void add(AuditedSpec spec) throws IOException {
        if (written > most) {
            return;
        }
        listed++;
        json.writeStartArray();
        json.writeString(Printable.of(spec.source()));
        json.writeNumber(spec.document());
        json.writeNumber(text(spec.name() == null ? null : spec.title()));
        json.writeNumber(text(spec.owner()));
        json.writeNumber(name(spec.decision()));
        json.writeNumber(spec.policiesEvaluated() ? 1 : 0);
        json.writeString(digest(spec.digest()));
        json.writeStartArray();
        for (AuditedFinding finding : spec.findings()) {
            add(finding);
        }
        json.writeEndArray();
        json.writeStartArray();
        for (var override : spec.levels().entrySet()) {
            json.writeNumber(text(override.getKey()));
            json.writeNumber(name(override.getValue()));
        }
        json.writeEndArray();
        json.writeEndArray();
        json.flush();
        if (specs.getBuffer().length() > CHUNK) {
            flush();
        }
    }

    private void add(AuditedFinding audited) {
        Finding finding = audited.finding();
        json.writeStartArray();
        json.writeNumber(kind(finding));
        json.writeNumber(message(finding.message()));
        json.writeNumber(text(finding.location().pointer()));
        json.writeNumber(finding.location().region().startLine());
        json.writeNumber(finding.location().region().startColumn());
        for (String part : HtmlLine.parts(audited.line(), finding.location().region())) {
            json.writeNumber(text(part));
        }
        json.writeNumber(name(audited.standing()));
        json.writeNumber(text(audited.waiver()));
        json.writeNumber(text(audited.since() == null ? null : audited.since().toString()));
        json.writeNumber(isNew(audited) ? 1 : 0);
        json.writeString(fingerprint(finding.fingerprint()));
        json.writeEndArray();
    }

    private boolean isNew(AuditedFinding finding) {
        return header.previous() != null
                && finding.since() != null
                && !finding.since().isBefore(header.time());
    }

    private int kind(Finding finding) {
        var kind = new Kind(
                text(finding.rule()),
                text(finding.title()),
                name(finding.severity()),
                name(finding.level()),
                finding.remediation() == null ? -1 : message(finding.remediation()));
        Integer number = kinds.get(kind);
        if (number == null) {
            number = kinds.next++;
            kinds.put(kind, number);
            newKinds.add(kind);
        }
        return number;
    }

    private int text(@Nullable String text) {
        return text == null ? -1 : number(Printable.of(text));
    }

    private int name(Enum<?> value) {
        return number(HtmlWords.name(value));
    }

    /** Sentences keep their line breaks. */
    private int message(String text) {
        return number(
                text.contains("\n")
                        ? String.join("\n", text.lines().map(Printable::of).toArray(String[]::new))
                        : Printable.of(text));
    }

    private int number(String text) {
        Integer known = texts.get(text);
        if (known != null) {
            return known;
        }
        int number = texts.next++;
        newTexts.add(text);
        if (text.length() <= LONGEST_REMEMBERED) {
            texts.put(text, number);
        }
        return number;
    }

    /** Writes what has not been written yet. */
    void flush() throws IOException {
        json.writeEndArray();
        json.close();
        var before = new StringWriter();
        try (JsonGenerator known = JsonMapper.shared().createGenerator(before)) {
            known.writeStartObject();
            known.writeName("texts");
            known.writeStartArray();
            newTexts.forEach(known::writeString);
            known.writeEndArray();
            known.writeName("kinds");
            known.writeStartArray();
            newKinds.forEach(kind -> known.writeArray(
                    new int[] {kind.rule, kind.title, kind.severity, kind.level, kind.remediation}, 0, 5));
            known.writeEndArray();
            known.writeEndObject();
        }
        newTexts.clear();
        newKinds.clear();
        String head = before.toString();
        script("class=\"specs\"", head.substring(0, head.length() - 1) + ",\"specs\":" + specs.toString() + "}");
        specs = new StringWriter();
        json = start(specs);
    }

    private void script(String attribute, String content) throws IOException {
        String safe = inert(content);
        written += safe.length();
        out.write("<script type=\"application/json\" " + attribute + ">" + safe + "</script>\n");
    }

    /** JSON in which nothing ends the script that it stands in. */
    static String inert(String content) {
        return content.replace("<", "\\u003c");
    }

    private static JsonGenerator start(Writer out) {
        JsonGenerator json = JsonMapper.shared().createGenerator(out);
        json.writeStartArray();
        return json;
    }

    private static String digest(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            return Printable.of(digest);
        }
        return packed(digest.substring(SHA_256.length()));
    }

    private static String fingerprint(String fingerprint) {
        return FINGERPRINT.matcher(fingerprint).matches() ? packed(fingerprint) : Printable.of(fingerprint);
    }

    /** Two hexadecimal digits take less than three quarters of their room. */
    private static String packed(String digits) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(digits));
    }
}
