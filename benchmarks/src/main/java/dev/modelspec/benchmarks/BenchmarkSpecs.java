package dev.modelspec.benchmarks;

import dev.modelspec.engine.source.Source;
import java.util.Random;

/** The specs that single evaluations are measured on. */
public enum BenchmarkSpecs {
    /** As little as a spec can say; the rules that ask for more have findings. */
    MINIMAL("""
            apiVersion: piqc.ai/v1alpha1
            kind: ModelSpec
            metadata:
              name: minimal
            spec:
              identity:
                model:
                  id: mistral-7b-instruct
                  family: mistral
                  task: chat-completion
                  framework: transformers
              runtime:
                accelerator:
                  vendor: nvidia
                  type: a10
                  count: 1
            """),
    /** 2 kB, all sections, no finding. */
    COMPLIANT_2KB(SpecWriter.large("compliant", new Random(1), Flaw.NONE)),
    /** 2 kB, all sections, one finding. */
    FLAWED_2KB(SpecWriter.large("flawed", new Random(1), Flaw.LOGS_KEPT_TOO_LONG));

    private final String text;

    BenchmarkSpecs(String text) {
        this.text = text;
    }

    /** The text. */
    public Source source() {
        return Source.of(name() + ".yaml", text);
    }
}
