package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.report.Unchecked;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.waiver.Waiver;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SARIF 2.1.0: one run, with all rules. Results come before the rules, so that nothing of them is kept.
 *
 * <p>A waived finding has a suppression with the waiver's reason; one of the baseline, or one that the previous audit knew, is
 * {@code unchanged}. GitHub takes at most 25,000 results of a run: whoever has more uploads shards, each as a category of its own.
 */
public final class SarifWriter implements AuditWriter {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final JsonOut json;
    private final SarifRules rules = new SarifRules();
    private final Map<String, Waiver> waivers = new HashMap<>();
    private @Nullable AuditHeader header;

    /**
     * A log file.
     *
     * @param out takes UTF-8
     */
    public SarifWriter(OutputStream out) {
        json = new JsonOut(out);
    }

    @Override
    public void begin(AuditHeader header) throws IOException {
        this.header = header;
        header.waivers().forEach(waiver -> waivers.put(waiver.name(), waiver));
        rules.begin(header.rules());
        JsonOut.write(() -> {
            json.start();
            json.text("$schema", SCHEMA);
            json.text("version", "2.1.0");
            json.startArray("runs");
            json.start();
            json.text("columnKind", "unicodeCodePoints");
            String shard = header.shard() == null
                    ? ""
                    : "shard-" + header.shard().number() + "-of-"
                            + header.shard().count() + "/";
            // What comes before the last slash is GitHub's category.
            json.object("automationDetails", () -> json.text("id", "modelspec/" + header.surface() + "/" + shard));
            json.startArray("results");
        });
    }

    @Override
    public void add(AuditedSpec spec) throws IOException {
        JsonOut.write(() -> spec.findings().forEach(finding -> result(spec, finding)));
    }

    private void result(AuditedSpec spec, AuditedFinding audited) {
        Finding finding = audited.finding();
        json.start();
        json.text("ruleId", finding.rule());
        json.number("ruleIndex", rules.index(finding));
        json.text("level", SarifRules.level(finding.level()));
        json.object("message", () -> json.text("text", finding.message()));
        json.array("locations", List.of(finding), any -> location(audited));
        if (!finding.fingerprint().isEmpty()) {
            json.object("partialFingerprints", () -> json.text("modelspecFinding/v1", finding.fingerprint()));
        }
        json.text("baselineState", baselineState(audited));
        if (audited.standing() == Standing.WAIVED) {
            json.array("suppressions", List.of(finding), any -> suppression(audited.waiver()));
        }
        if (finding.replacement() != null) {
            json.array("fixes", List.of(finding), this::fix);
        }
        json.object("properties", () -> {
            json.text("spec", spec.title());
            json.text("owner", spec.owner());
            json.text("severity", Words.of(finding.severity()));
            json.text("standing", Words.of(audited.standing()));
            json.text("since", audited.since() == null ? null : audited.since().toString());
        });
        json.end();
    }

    private void location(AuditedFinding audited) {
        Finding finding = audited.finding();
        Region region = finding.location().region();
        json.object("physicalLocation", () -> {
            artifact(finding);
            json.object("region", () -> bounds(region));
            // A context has to hold the whole region; only the first line of it is known.
            if (!audited.line().isEmpty() && region.startLine() == region.endLine()) {
                json.object("contextRegion", () -> {
                    json.number("startLine", region.startLine());
                    json.number("endLine", region.startLine());
                    json.object("snippet", () -> json.text("text", audited.line()));
                });
            }
        });
        String pointer = finding.location().pointer();
        if (!pointer.isEmpty()) {
            json.array("logicalLocations", List.of(pointer), any -> {
                json.text("fullyQualifiedName", pointer);
                json.text("kind", "property");
            });
        }
    }

    private void artifact(Finding finding) {
        String uri = Uris.of(finding.location().source());
        json.object("artifactLocation", () -> json.text("uri", uri));
    }

    private void bounds(Region region) {
        json.number("startLine", region.startLine());
        json.number("startColumn", region.startColumn());
        json.number("endLine", region.endLine());
        json.number("endColumn", region.endColumn());
    }

    private void fix(Finding finding) {
        json.object("description", () -> json.text("text", "Write " + finding.replacement() + " instead."));
        json.array("artifactChanges", List.of(finding), any -> {
            artifact(finding);
            json.array("replacements", List.of(finding), one -> {
                json.object("deletedRegion", () -> bounds(finding.location().region()));
                json.object("insertedContent", () -> json.text("text", finding.replacement()));
            });
        });
    }

    private @Nullable String baselineState(AuditedFinding audited) {
        if (audited.standing() == Standing.BASELINE) {
            return "unchanged";
        }
        if (begun().previous() == null || audited.since() == null) {
            return null;
        }
        Instant since = audited.since();
        return since.equals(begun().time()) ? "new" : "unchanged";
    }

    private void suppression(@Nullable String name) {
        Waiver waiver = waivers.get(name);
        json.text("kind", "external");
        json.text("status", "accepted");
        if (waiver != null) {
            json.text("justification", waiver.reason());
            json.object("properties", () -> {
                json.text("waiver", waiver.name());
                json.text("owner", waiver.owner());
                json.text("ticket", waiver.ticket());
                json.text("grantedAt", waiver.grantedAt().toString());
                json.text("expiresAt", waiver.expiresAt().toString());
                json.text("origin", waiver.origin());
            });
        }
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        JsonOut.write(() -> {
            json.endArray();
            json.object(
                    "tool",
                    () -> json.object("driver", () -> {
                        json.text("name", "modelspec");
                        json.text("version", begun().version());
                        json.text("informationUri", "https://modelspec.dev");
                        rules.write(json);
                    }));
            json.array("invocations", List.of(totals.unchecked()), this::invocation);
            json.object("properties", () -> {
                json.text("profile", begun().profile());
                json.text("policies", begun().policies());
                json.number("specs", totals.specs().total());
            });
            json.end();
            json.endArray();
            json.end();
            json.finish();
        });
    }

    private void invocation(List<Unchecked> unchecked) {
        json.bool("executionSuccessful", unchecked.isEmpty());
        json.text("endTimeUtc", begun().time().toString());
        if (!unchecked.isEmpty()) {
            json.array("toolExecutionNotifications", unchecked, source -> {
                json.text("level", "error");
                json.object(
                        "message",
                        () -> json.text("text", source.source() + " was not checked: " + source.reason() + "."));
                json.array(
                        "locations",
                        List.of(source),
                        any -> json.object(
                                "physicalLocation",
                                () -> json.object(
                                        "artifactLocation", () -> json.text("uri", Uris.of(source.source())))));
            });
        }
    }

    private AuditHeader begun() {
        if (header == null) {
            throw new IllegalStateException("begin comes first");
        }
        return header;
    }
}
