package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.report.Unchecked;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports for a cluster, of the API {@code openreports.io/v1alpha1}: a {@code Report} for each spec that has a namespace, and a
 * {@code ClusterReport} for each that has none, in one {@code List}.
 *
 * <p>Meant for {@code kubectl apply --server-side}, as the other way keeps a copy of the object in an annotation, which large reports do
 * not fit into. A report with more results than an object may hold has as many as fit; its summary counts all.
 */
public final class OpenReportsWriter implements AuditWriter {
    private final JsonOut json;
    private @Nullable AuditHeader header;

    /**
     * A list of objects.
     *
     * @param out takes UTF-8 JSON
     */
    public OpenReportsWriter(OutputStream out) {
        json = new JsonOut(out);
    }

    @Override
    public void begin(AuditHeader header) throws IOException {
        this.header = header;
        JsonOut.write(() -> {
            json.start();
            json.text("apiVersion", "v1");
            json.text("kind", "List");
            json.startArray("items");
        });
    }

    @Override
    public void add(AuditedSpec spec) throws IOException {
        AuditHeader begun = begun();
        var results = new ReportResults(begun);
        Set<String> found = new HashSet<>();
        for (AuditedFinding finding : spec.findings()) {
            results.add(finding, spec.policiesEvaluated());
            found.add(finding.finding().rule());
        }
        if (spec.policiesEvaluated()) {
            for (RuleInForce rule : begun.rules()) {
                String id = rule.rule().id();
                boolean asked = spec.levels().getOrDefault(id, rule.level()) != Level.OFF;
                if (asked && !found.contains(id)) {
                    results.addPassed(rule.rule());
                }
            }
        }
        JsonOut.write(() -> report(spec, results));
    }

    private void report(AuditedSpec spec, ReportResults results) {
        boolean namespaced = KubernetesNames.isLabel(spec.namespace());
        boolean named = KubernetesNames.isSubdomain(spec.name());
        String identity = spec.source() + "\n" + spec.document() + "\n" + spec.title();
        json.start();
        json.text("apiVersion", "openreports.io/v1alpha1");
        json.text("kind", namespaced ? "Report" : "ClusterReport");
        json.object("metadata", () -> {
            json.text("name", KubernetesNames.of(spec.name() == null ? spec.source() : spec.name(), identity));
            json.text("namespace", namespaced ? spec.namespace() : null);
            labels();
            json.object("annotations", () -> {
                json.text("modelspec.dev/source", spec.source());
                json.text("modelspec.dev/document", Integer.toString(spec.document()));
                json.text("modelspec.dev/digest", spec.digest());
                json.text("modelspec.dev/owner", spec.owner());
                json.text("modelspec.dev/policies", begun().policies());
                json.text("modelspec.dev/time", begun().time().toString());
            });
        });
        json.text("source", "modelspec");
        if (named) {
            json.object("scope", () -> {
                json.text("apiVersion", "piqc.ai/v1alpha1");
                json.text("kind", "ModelSpec");
                json.text("namespace", namespaced ? spec.namespace() : null);
                json.text("name", spec.name());
            });
        }
        results.write(json);
        json.end();
    }

    private void labels() {
        json.object("labels", () -> json.text("app.kubernetes.io/managed-by", "modelspec"));
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        JsonOut.write(() -> {
            if (!totals.unchecked().isEmpty()) {
                unchecked(totals);
            }
            json.endArray();
            json.end();
            json.finish();
        });
    }

    private void unchecked(AuditTotals totals) {
        // Nobody is to think that all has been looked at.
        var results = new ReportResults(begun());
        for (Unchecked source : totals.unchecked()) {
            results.addError(
                    source.source() + " was not checked: " + source.reason(), Map.of("source", source.source()));
        }
        String shard = begun().shard() == null ? "" : begun().shard().toString();
        json.start();
        json.text("apiVersion", "openreports.io/v1alpha1");
        json.text("kind", "ClusterReport");
        json.object("metadata", () -> {
            json.text("name", KubernetesNames.of("not-checked", begun().surface() + shard));
            labels();
        });
        json.text("source", "modelspec");
        results.write(json);
        json.end();
    }

    private AuditHeader begun() {
        if (header == null) {
            throw new IllegalStateException("begin comes first");
        }
        return header;
    }
}
