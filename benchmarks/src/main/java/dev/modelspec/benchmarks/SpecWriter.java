package dev.modelspec.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Writes specs that differ in what they say and in which sections they have. The same random numbers give the same text. */
final class SpecWriter {
    private static final List<String> MODELS =
            List.of("mistral-7b-instruct", "llama-3.3-70b", "qwen2.5-32b", "gemma-3-27b", "bge-large-en", "phi-4");
    private static final List<String> TASKS = List.of("chat-completion", "embedding", "summarization", "reranking");
    private static final List<String> FRAMEWORKS = List.of("vllm", "tgi", "triton", "transformers");
    private static final List<String> ACCELERATORS =
            List.of("nvidia a10", "nvidia l4", "nvidia a100-80gb", "nvidia H100", "amd mi300x", "intel gaudi3");
    private static final List<String> TEAMS = List.of("support", "search", "billing", "legal", "research", "sales");

    private final Random random;
    private final Flaw flaw;
    private final StringBuilder text = new StringBuilder();

    private SpecWriter(Random random, Flaw flaw) {
        this.random = random;
        this.flaw = flaw;
    }

    /** A spec of about 700 bytes. */
    static String small(String name, Random random, Flaw flaw) {
        var writer = new SpecWriter(random, flaw);
        writer.identity(name);
        writer.runtime();
        if (random.nextBoolean()) {
            writer.serving();
        } else {
            writer.scaling();
        }
        writer.compliance();
        return writer.text.toString();
    }

    /** A spec of about 2 kB, with every section. */
    static String large(String name, Random random, Flaw flaw) {
        var writer = new SpecWriter(random, flaw);
        writer.identity(name);
        writer.runtime();
        writer.resources();
        writer.serving();
        writer.probes();
        writer.scalingBesideServing();
        writer.observability();
        writer.pipeline();
        writer.compliance();
        writer.cost();
        return writer.text.toString();
    }

    private void identity(String name) {
        String model = one(MODELS);
        boolean vllm = flaw == Flaw.SEQUENCE_LENGTH_UNSAID;
        lines(
                """
                # Written by a generator.
                apiVersion: piqc.ai/v1alpha1
                kind: ModelSpec
                metadata:
                  name: %s
                  version: "1.%d.0"
                  labels:
                    team: %s
                spec:
                  identity:
                    model:
                      id: %s
                      family: %s
                      task: %s
                      framework: %s
                """,
                name,
                number(0, 40),
                one(TEAMS),
                model,
                model.split("-", -1)[0],
                one(TASKS),
                vllm ? "vllm" : one(FRAMEWORKS));
    }

    private void runtime() {
        String[] accelerator = (flaw == Flaw.ACCELERATOR_UNKNOWN ? "nvidia titan-v" : one(ACCELERATORS)).split(" ", -1);
        lines(
                """
                  runtime:
                    accelerator:
                      vendor: %s
                      type: %s
                      count: %d
                    batch:
                      maxBatchSize: %d
                """,
                accelerator[0], accelerator[1], flaw == Flaw.TOO_MANY_ACCELERATORS ? 16 : number(1, 8), number(1, 64));
        if (flaw != Flaw.SEQUENCE_LENGTH_UNSAID) {
            lines("      maxSequenceLengthTokens: %d\n", number(1, 32) * 1024);
        }
    }

    private void resources() {
        lines("""
                    resources:
                      cpuCores: %d
                      memoryGb: %d.5
                    environment:
                      variables:
                        HF_HUB_OFFLINE: "1"
                        LOG_LEVEL: info
                """, number(2, 64), number(8, 512));
    }

    private void serving() {
        lines("""
                  operations:
                    serving:
                      protocol: %s
                      port: %d
                      maxConcurrency: %d # queued beyond that
                """, one(List.of("http", "grpc")), number(8000, 9000), number(1, 128));
    }

    private void probes() {
        for (String probe : List.of("readinessProbe", "livenessProbe")) {
            lines("""
                          %s:
                            path: /health
                            timeoutSeconds: %d
                    """, probe, number(1, 30));
        }
    }

    private void scaling() {
        lines("  operations:\n");
        scalingBesideServing();
    }

    private void scalingBesideServing() {
        lines("""
                    scaling:
                      minReplicas: %d
                      maxReplicas: %d
                      strategy: %s
                """, number(0, 2), number(2, 12), one(List.of("reactive", "predictive", "manual")));
    }

    private void observability() {
        lines("""
                    observability:
                      metrics:
                        enabled: true
                        provider: prometheus
                        port: %d
                      logging:
                        level: %s
                """, number(9000, 10_000), one(List.of("info", "warn", "debug")));
    }

    private void pipeline() {
        lines("""
                  pipeline:
                    preprocess:
                      steps:
                        - name: redact
                          type: pii-redaction
                          enabled: true
                    dependencies:
                """);
        for (String role : List.of("reranker", "guardrail")) {
            lines("""
                          - id: %s-%d
                            role: %s
                            specRef: %s-%s
                            interface:
                              inputType: text
                              outputType: text
                              maxLatencyMs: %d
                    """, role, number(1, 99), role, one(TEAMS), role, number(20, 300));
        }
    }

    private void compliance() {
        lines("  governance:\n    compliance:\n");
        if (flaw != Flaw.PERSONAL_DATA_UNSAID) {
            boolean allowed = flaw == Flaw.POLICY_UNNAMED || random.nextBoolean();
            lines("      pii:\n        allowed: %s\n", allowed);
            if (flaw != Flaw.POLICY_UNNAMED) {
                lines("        policy: customer-data-v%d\n", number(1, 9));
            }
        }
        lines(
                """
                      retention:
                        logsDays: %d
                        artifactsDays: %d
                """,
                flaw == Flaw.LOGS_KEPT_TOO_LONG ? 4000 : number(1, 180),
                flaw == Flaw.ARTIFACTS_KEPT_TOO_LONG ? 4000 : number(1, 365));
    }

    private void cost() {
        lines("""
                      governance:
                        changeApproval: two-person-review
                        owner: %s@example.com
                    cost:
                      targetCostPer1kTokensUsd: 0.00%d
                      pricingHints:
                        cloudProvider: azure
                        instanceType: Standard_NC96ads_A100_v4
                        spotAllowed: %s
                """, one(TEAMS), number(1, 9), random.nextBoolean());
    }

    private int number(int least, int greatest) {
        return least + random.nextInt(greatest - least + 1);
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void lines(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
