package dev.modelspec.cli;

import dev.modelspec.engine.bundle.Digests;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.report.Unchecked;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.SpecParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Reads and judges one input. Never throws; thread-safe. */
final class Checker {
    private static final byte[] NOTHING = {};

    private final Governance governance;
    private final EvaluationContext ofFiles;
    private final EvaluationContext ofStandardInput;
    private final InputStream standardInput;
    private final boolean digests;

    /**
     * A checker.
     *
     * @param context of all inputs; those on standard input have nothing to look for dependencies in
     * @param digests whether anybody asks for the digests of the inputs
     */
    Checker(Governance governance, EvaluationContext context, InputStream standardInput, boolean digests) {
        this.governance = governance;
        this.ofFiles = context;
        this.ofStandardInput = context.with(null);
        this.standardInput = standardInput;
        this.digests = digests;
    }

    Outcome check(Input input) {
        if (input instanceof Input.Text text) {
            return guarded(text.name(), () -> check(text));
        }
        if (input instanceof Input.Resource resource) {
            return guarded(resource.name(), () -> judge(resource.source(), ofFiles.in(resource.namespace()), true));
        }
        return new Outcome.Failed(((Input.Obstacle) input).unchecked(), null);
    }

    private interface Check {
        Outcome run() throws IOException;
    }

    private static Outcome guarded(String name, Check check) {
        try {
            return check.run();
        } catch (IOException e) {
            return new Outcome.Failed(new Unchecked(name, IoMessages.explain(e), false), null);
        } catch (ConfigurationException e) {
            // Wrong for every spec, such as data that are too large.
            throw e;
        } catch (GovernanceException e) {
            return new Outcome.Failed(new Unchecked(name, String.valueOf(e.getMessage()), true), e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Outcome.Failed(new Unchecked(name, "unexpected " + e, true), e);
        }
    }

    private Outcome check(Input.Text input) throws IOException {
        if (input.size() > SpecParser.MAX_BYTES) {
            return tooLarge(input);
        }
        byte[] content = read(input);
        if (content.length > SpecParser.MAX_BYTES) {
            return tooLarge(input);
        }
        if (!input.expected() && !Prescan.mayHoldSpecs(content)) {
            return new Outcome.PassedOver(Prescan.documents(input.name(), content));
        }
        EvaluationContext context = input.path() == null ? ofStandardInput : ofFiles;
        return judge(new Source(input.name(), content), context, input.expected());
    }

    private Outcome judge(Source source, EvaluationContext context, boolean expected) {
        Evaluation evaluation =
                expected ? governance.evaluate(source, context) : governance.evaluateFound(source, context);
        boolean quoted = evaluation.specs().stream()
                .anyMatch(spec -> !spec.findings().isEmpty() || !spec.waived().isEmpty());
        return new Outcome.Judged(
                evaluation, quoted ? source.content() : NOTHING, digests ? Digests.sha256(source.content()) : "");
    }

    /** At most one byte more than may be. */
    private byte[] read(Input.Text input) throws IOException {
        if (input.path() == null) {
            return standardInput.readNBytes(SpecParser.MAX_BYTES + 1);
        }
        try (InputStream stream = Files.newInputStream(input.path())) {
            return stream.readNBytes(SpecParser.MAX_BYTES + 1);
        }
    }

    private static Outcome tooLarge(Input.Text input) throws IOException {
        if (!input.expected() && input.path() != null) {
            try (InputStream stream = Files.newInputStream(input.path())) {
                if (!Prescan.mentionsSpecs(stream)) {
                    return new Outcome.PassedOver(1);
                }
            }
        }
        String reason = "larger than " + (SpecParser.MAX_BYTES >> 20) + " MiB, the limit";
        return new Outcome.Failed(new Unchecked(input.name(), reason, false), null);
    }
}
