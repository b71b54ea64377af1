package dev.modelspec.webhook.admission;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.Dependency;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.governance.SpecEvaluation;
import dev.modelspec.engine.governance.Workload;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.engine.waiver.WaivedFinding;
import dev.modelspec.webhook.policies.ActivePolicies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges what an API server asks about. Thread-safe. */
public final class Admission {
    private static final String GROUP = "piqc.ai";
    private static final int MAX_NAMES = 20;

    private final @Nullable ClusterView cluster;
    private final SpecParser parser = SpecParser.ofModelSpecs();

    /**
     * Admission to a cluster.
     *
     * @param cluster null if nothing can be looked up: then rules are not told of labels of namespaces, nor of other specs
     */
    public Admission(@Nullable ClusterView cluster) {
        this.cluster = cluster;
    }

    /**
     * Reads an AdmissionReview.
     *
     * @param body JSON in UTF-8
     * @throws BadReviewException if it is none of {@code admission.k8s.io/v1}, or has no request that can be answered
     */
    public static AdmissionRequest read(byte[] body) {
        return AdmissionReviewReader.read(body);
    }

    /** The AdmissionReview that answers a request, as JSON in UTF-8. */
    public static byte[] write(AdmissionRequest request, AdmissionAnswer answer) {
        return AdmissionReviewWriter.write(request, answer);
    }

    /**
     * Judges a request.
     *
     * @param timeLimit how long the rules may take
     * @throws BadReviewException if it is about something that this webhook does not judge
     * @throws GovernanceException if it could not be judged, which is neither a yes nor a no
     */
    public Judgement judge(AdmissionRequest request, ActivePolicies policies, Duration timeLimit) {
        String notJudged = nothingToJudge(request);
        if (notJudged != null) {
            return notJudged(notJudged);
        }
        Source object = Objects.requireNonNull(request.object());
        if (isModelSpec(request)) {
            return judgeSpec(object, request, policies, context(request, timeLimit));
        } else if (isWorkload(request)) {
            Workload workload = WorkloadReader.read(
                            object, request.kind().group(), request.kind().name())
                    .orElse(null);
            return workload == null
                    ? notJudged("it names no ModelSpec")
                    : judgeWorkload(
                            workload,
                            request,
                            policies,
                            context(request, timeLimit).about(workload));
        }
        throw new BadReviewException("this webhook judges ModelSpecs of " + GROUP + " and workloads, and not "
                + request.kind() + "; take the resource out of the ValidatingWebhookConfiguration");
    }

    private static Judgement judgeSpec(
            Source object, AdmissionRequest request, ActivePolicies policies, EvaluationContext context) {
        Evaluation evaluation = policies.governance().evaluate(object, context);
        if (evaluation.specs().isEmpty()) {
            throw new BadReviewException("request.kind says " + request.kind() + ", and request.object something else");
        }
        return judged(evaluation.decision(), evaluation.specs(), Wording.OF_SPEC, policies);
    }

    /** A workload is as good as the spec that it names, and has to keep to it. */
    private Judgement judgeWorkload(
            Workload workload, AdmissionRequest request, ActivePolicies policies, EvaluationContext context) {
        Workload.Reference reference = workload.references().get(0);
        String namespace = request.namespace();
        if (cluster == null || namespace == null) {
            throw new GovernanceException("ModelSpec " + reference.name() + " cannot be looked up: the webhook runs"
                    + " without access to the API server");
        }
        Source spec = cluster.modelSpec(namespace, reference.name());
        Wording wording = Wording.ofWorkload(reference);
        if (spec == null) {
            SpecEvaluation missing = policies.governance().evaluateMissing(reference.name(), context);
            return judged(missing.decision(), List.of(missing), wording, policies);
        }
        Evaluation evaluation = policies.governance().evaluate(spec, context);
        return judged(evaluation.decision(), evaluation.specs(), wording, policies);
    }

    private static boolean isWorkload(AdmissionRequest request) {
        return WorkloadReader.reads(request.kind().group(), request.kind().name());
    }

    private static boolean isModelSpec(AdmissionRequest request) {
        return request.kind().group().equals(GROUP) && request.kind().name().equals("ModelSpec");
    }

    private static @Nullable String nothingToJudge(AdmissionRequest request) {
        if (request.operation() == Operation.DELETE || request.operation() == Operation.CONNECT) {
            return request.operation().name();
        }
        if (request.subResource() != null) {
            // Its own update cannot change what was judged: the API server takes nothing else from it.
            return "subresource " + request.subResource();
        }
        if (Changes.onlyReleases(request)) {
            return "being deleted";
        }
        return isWorkload(request) && Changes.keepsWorkload(request) ? "what it runs does not change" : null;
    }

    private EvaluationContext context(AdmissionRequest request, Duration timeLimit) {
        String namespace = request.namespace();
        ClusterView view = cluster;
        return new EvaluationContext(
                Surface.ADMISSION,
                request.operation().name(),
                namespace == null ? null : new Namespace(namespace, view == null ? null : view.labels(namespace)),
                request.user(),
                view == null || namespace == null
                        ? null
                        : (reference, source) -> dependency(view.modelSpec(namespace, reference)),
                null,
                timeLimit);
    }

    private @Nullable Dependency dependency(@Nullable Source source) {
        if (source == null) {
            return null;
        }
        return parser.parse(source).stream()
                .filter(ParsedSpec.class::isInstance)
                .map(spec -> Dependency.of((ParsedSpec) spec))
                .findFirst()
                .orElse(null);
    }

    private static Judgement notJudged(String why) {
        var answer = new AdmissionAnswer(true, "", List.of(), List.of(), Map.of("not-judged", why));
        return new Judgement(Decision.ALLOW, List.of(), List.of(), why, answer);
    }

    private static Judgement judged(
            Decision decision, List<SpecEvaluation> specs, Wording wording, ActivePolicies policies) {
        List<Finding> findings =
                specs.stream().flatMap(spec -> spec.findings().stream()).toList();
        List<WaivedFinding> waived =
                specs.stream().flatMap(spec -> spec.waived().stream()).toList();
        var annotations = new TreeMap<String, String>();
        annotations.put("decision", decision.name().toLowerCase(java.util.Locale.ROOT));
        annotations.put("profile", policies.profile());
        annotations.put("policies", policies.digest());
        String rules = names(findings.stream()
                .filter(finding -> finding.level() == Level.DENY)
                .map(Finding::rule));
        if (!rules.isEmpty()) {
            annotations.put("denied-by", rules);
        }
        String waivers =
                names(waived.stream().map(finding -> finding.waiver().name()).sorted());
        if (!waivers.isEmpty()) {
            annotations.put("waivers", waivers);
        }
        boolean allowed = decision != Decision.DENY;
        var answer = new AdmissionAnswer(
                allowed,
                allowed ? "" : wording.message(policies.profile(), findings),
                allowed ? List.of() : wording.causes(findings),
                wording.warnings(findings),
                annotations);
        return new Judgement(decision, findings, waived, null, answer);
    }

    /** For an annotation, which has its limits. */
    private static String names(Stream<String> all) {
        return all.distinct().limit(MAX_NAMES).collect(Collectors.joining(","));
    }
}
