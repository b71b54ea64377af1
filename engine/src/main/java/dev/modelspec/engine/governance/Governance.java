package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.PolicyFinding;
import dev.modelspec.engine.policy.PolicyInstances;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.OtherKind;
import dev.modelspec.engine.spec.ParsedDocument;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.UnreadableDocument;
import dev.modelspec.engine.spec.UnrecognisedDocument;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.engine.waiver.Waivers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says whether ModelSpecs may run: parses, validates, asks the rules, decides. The one evaluator behind every surface.
 * Thread-safe; close it when done.
 *
 * <pre>{@code
 * try (var governance = Governance.builder().build()) {
 *     Evaluation evaluation = governance.evaluate(Source.of("my.modelspec.yaml", text));
 *     if (evaluation.decision() == Decision.DENY) { … evaluation.findings() … }
 * }
 * }</pre>
 */
public final class Governance implements AutoCloseable {
    /** Rules about what is to run a spec. They alone have something to say where there is no spec. */
    private static final String WORKLOAD_CATEGORY = "workload";

    private static final JsonPointer OWNER = JsonPointer.compile("/spec/governance/compliance/governance/owner");
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final SpecReader reader;
    private final Surface surface;
    private final @Nullable Rules rules;
    private final boolean ownsPolicies;
    private final Clock clock;
    private volatile Waivers waivers;

    private Governance(Builder builder) {
        surface = builder.surface;
        ownsPolicies = builder.engine == null;
        rules = builder.schemaOnly ? null : rules(builder);
        clock = builder.clock;
        waivers = rules == null || builder.waivers.isEmpty()
                ? Waivers.NONE
                : Waivers.of(builder.waivers, rules.waiverTerms());
        // Last, for the policies prepare themselves meanwhile.
        reader = SpecReader.shared();
    }

    private static Rules rules(Builder builder) {
        if (builder.engine != null) {
            PolicyEngine shared = builder.engine;
            Profile profile = builder.read == null
                    ? Profile.read(builder.profile, shared.catalog(), shared.profiles())
                    : builder.read;
            return Rules.of(profile, shared);
        }
        PolicyBundle bundle = builder.bundle == null ? PolicyBundle.builtIn() : builder.bundle;
        Profile profile = Profile.read(builder.profile, bundle.catalog(), bundle.profiles());
        return Rules.of(profile, new PolicyEngine(bundle, builder.clock, builder.timeLimit));
    }

    /** As another, with other rules. */
    private Governance(Governance other, @Nullable Rules rules) {
        this.rules = rules;
        surface = other.surface;
        ownsPolicies = false;
        clock = other.clock;
        waivers = other.waivers;
        reader = other.reader;
    }

    /** The same, which asks some rules only, with the waivers that there are now; closed with this one. */
    public Governance only(Set<String> ids) {
        return new Governance(this, rules == null ? null : rules.only(ids::contains));
    }

    /** The built-in rules with the profile {@code baseline}, until told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Puts other waivers in the place of all that there were, for every spec that is judged from then on. Those that are not as they
     * must be excuse nobody.
     *
     * @return what is wrong with them, each with its place first
     */
    public List<String> useWaivers(List<Waiver> given) {
        if (rules == null) {
            return List.of();
        }
        Waivers.Sifted sifted = Waivers.sift(given, rules.waiverTerms());
        waivers = sifted.usable();
        return sifted.problems();
    }

    /** The waivers that count while they hold. */
    public List<Waiver> waivers() {
        return waivers.all();
    }

    /** Where the profile and those that it extends come from: paths of files, and names of those without one. */
    public List<String> profileSources() {
        return rules == null
                ? List.of()
                : rules.profile().parts().stream().map(ProfilePart::source).toList();
    }

    /** The name of the profile that applies; null if no rules are evaluated. */
    public @Nullable String profile() {
        return rules == null ? null : rules.profile().name();
    }

    /** The overrides of the profile that are about what is not known of the namespace; see {@link Profile#undecided}. */
    public List<ProfileOverride> undecided(EvaluationContext context) {
        return rules == null ? List.of() : rules.profile().undecided(context);
    }

    /** The copies of the rules that are in memory now. */
    public PolicyInstances policyInstances() {
        return rules == null ? PolicyInstances.NONE : rules.engine().instances();
    }

    /**
     * All rules as the profile applies them to specs that no override is for, in the order of their ids; none if no rules are
     * evaluated.
     */
    public List<RuleInForce> rules() {
        return rules == null ? List.of() : rules.inForce(surface);
    }

    /**
     * Judges every document of a source that is meant to hold ModelSpecs: one that does not say what it is, or that cannot be
     * read, is denied.
     *
     * @throws GovernanceException if the fault is ours; this is no verdict
     */
    public Evaluation evaluate(Source source, EvaluationContext context) {
        return evaluate(reader.read(source), context);
    }

    /** As {@link #evaluate(Source, EvaluationContext)}, of a source that was read before. */
    public Evaluation evaluate(ReadSource source, EvaluationContext context) {
        return evaluate(source, context, true);
    }

    /** As {@link #evaluate(Source, EvaluationContext)}, where nothing is known but the surface. */
    public Evaluation evaluate(Source source) {
        return evaluate(source, EvaluationContext.of(surface));
    }

    /**
     * Judges the ModelSpecs of a source that was come across in a folder: documents that do not say what they are, and what
     * cannot be read and has no trace of a ModelSpec in it, are skipped.
     *
     * @throws GovernanceException if the fault is ours; this is no verdict
     */
    public Evaluation evaluateFound(Source source, EvaluationContext context) {
        return evaluate(reader.read(source), context, false);
    }

    /** As {@link #evaluateFound(Source, EvaluationContext)}, where nothing is known but the surface. */
    public Evaluation evaluateFound(Source source) {
        return evaluateFound(source, EvaluationContext.of(surface));
    }

    /**
     * Judges a workload whose ModelSpec does not exist. Only the rules about workloads count, for there is no spec to find anything
     * in; where they find something is the workload's annotation.
     *
     * @param name the name of the spec that there is not
     * @param context with the workload
     * @throws GovernanceException if the fault is ours; this is no verdict
     */
    public SpecEvaluation evaluateMissing(String name, EvaluationContext context) {
        Workload workload = context.workload();
        if (workload == null) {
            throw new IllegalArgumentException("no workload names the ModelSpec " + name);
        }
        var verdict = verdict(new Verdict.Subject(0, context.namespaceName(), name, null));
        if (rules != null) {
            var location = new Location(
                    source(workload, context.namespace()),
                    workload.references().get(0).pointer(),
                    Region.START);
            ObjectNode nothing = NOTHING.deepCopy();
            Rules.Answer answer = rules.ask(nothing, location.source(), context);
            for (PolicyFinding found : answer.found()) {
                Level level = answer.level(found);
                if (level != Level.OFF && found.rule().category().equals(WORKLOAD_CATEGORY)) {
                    verdict.add(Rules.finding(found, level, location), name, nothing, found.path());
                }
            }
            verdict.asked(answer.otherLevels());
        }
        return verdict.evaluation();
    }

    /** As people name it, such as {@code Deployment shop/chat}. */
    private static String source(Workload workload, @Nullable Namespace namespace) {
        String in = namespace == null || namespace.name() == null ? "" : namespace.name() + "/";
        String name = workload.name() == null ? "" : workload.name();
        return (workload.kind() + " " + in + name).strip();
    }

    private Evaluation evaluate(ReadSource source, EvaluationContext context, boolean named) {
        var specs = new ArrayList<SpecEvaluation>();
        int skipped = 0;
        for (ReadSource.Document document : source.documents()) {
            SpecEvaluation evaluation = evaluate(document, source.name(), context, named);
            if (evaluation == null) {
                skipped++;
            } else {
                specs.add(evaluation);
            }
        }
        return new Evaluation(source.name(), specs, skipped);
    }

    private @Nullable SpecEvaluation evaluate(
            ReadSource.Document read, String source, EvaluationContext context, boolean named) {
        ParsedDocument document = read.document();
        if (document instanceof ParsedSpec spec) {
            return evaluate(spec, read.findings(), context);
        } else if (document instanceof UnreadableDocument unreadable) {
            return named || unreadable.mentionsSpec()
                    ? denied(unreadable.index(), source, unreadable.findings())
                    : null;
        } else if (document instanceof UnrecognisedDocument unrecognised) {
            return named ? denied(unrecognised.index(), source, List.of(unrecognised.finding())) : null;
        } else if (document instanceof OtherKind) {
            return null;
        }
        throw new IllegalStateException("unknown kind of document: " + document);
    }

    private SpecEvaluation denied(int document, String source, List<Finding> findings) {
        var verdict = verdict(Verdict.Subject.of(document));
        findings.forEach(finding -> verdict.add(finding, source, NOTHING, List.of()));
        return verdict.evaluation();
    }

    private Verdict verdict(Verdict.Subject subject) {
        return new Verdict(subject, waivers, clock);
    }

    private SpecEvaluation evaluate(ParsedSpec spec, List<Finding> structural, EvaluationContext surroundings) {
        EvaluationContext context = surroundings.of(spec);
        var verdict = verdict(new Verdict.Subject(spec.index(), context.namespaceName(), spec.name(), owner(spec)));
        for (Finding finding : structural) {
            List<String> path = JsonPointers.segments(finding.location().pointer());
            verdict.add(finding, spec.source(), spec.tree(), path);
        }
        if (structural.isEmpty() && rules != null) {
            Rules.Answer answer = rules.ask(spec.tree(), spec.source(), context);
            for (PolicyFinding found : answer.found()) {
                Region secret =
                        found.secret() == null ? null : spec.sourceMap().extent(JsonPointers.of(found.secret()));
                if (secret != null) {
                    verdict.hide(secret);
                }
                Level level = answer.level(found);
                if (level != Level.OFF) {
                    verdict.add(finding(found, level, spec), spec.source(), spec.tree(), found.path());
                }
            }
            verdict.asked(answer.otherLevels());
        }
        return verdict.evaluation();
    }

    private static @Nullable String owner(ParsedSpec spec) {
        JsonNode owner = spec.tree().at(OWNER);
        return owner.isString() && !owner.stringValue().isBlank() ? owner.stringValue() : null;
    }

    static Finding finding(PolicyFinding found, Level level, ParsedSpec spec) {
        String pointer = JsonPointers.of(found.path());
        Finding finding = Rules.finding(found, level, spec.locate(pointer));
        return found.replacement() == null ? finding : finding.mendedBy(spec.inPlace(pointer, found.replacement()));
    }

    /** Ends the policies, unless they are shared. */
    @Override
    public void close() {
        if (rules != null && ownsPolicies) {
            rules.engine().close();
        }
    }

    /** Sets up a {@link Governance}. */
    public static final class Builder {
        private String profile = "baseline";
        private Surface surface = Surface.CLI;
        private Clock clock = Clock.systemUTC();
        private Duration timeLimit = Duration.ofSeconds(5);
        private boolean schemaOnly;
        private @Nullable PolicyBundle bundle;
        private @Nullable PolicyEngine engine;
        private @Nullable Profile read;
        private List<Waiver> waivers = List.of();

        private Builder() {}

        /** The name of a built-in profile, or the path of a profile's file. */
        public Builder profile(String nameOrPath) {
            profile = nameOrPath;
            return this;
        }

        /** Where the question is asked, if no context says so; {@link Surface#CLI} if not set. */
        public Builder surface(Surface asked) {
            surface = asked;
            return this;
        }

        /** What rules and waivers are told is the time. */
        public Builder clock(Clock told) {
            clock = told;
            return this;
        }

        /** How long the rules may take for one spec, five seconds if not set; more is a fault. */
        public Builder timeLimit(Duration limit) {
            timeLimit = limit;
            return this;
        }

        /** Validate against the JSON Schema, and ask no rules. */
        public Builder schemaOnly(boolean only) {
            schemaOnly = only;
            return this;
        }

        /** What excuses specs from rules while it holds. */
        public Builder waivers(List<Waiver> given) {
            waivers = List.copyOf(given);
            return this;
        }

        /** Other rules than the built-in ones. */
        public Builder policies(PolicyBundle other) {
            bundle = other;
            return this;
        }

        /**
         * An engine that several evaluators share, each with a profile of its own. It brings rules, clock and time limit, whatever
         * is set here, and whoever made it closes it.
         */
        public Builder engine(PolicyEngine shared) {
            engine = shared;
            return this;
        }

        /** As {@link #engine(PolicyEngine)}, with a profile that was read for the rules of that engine. */
        public Builder engine(PolicyEngine shared, Profile ofItsRules) {
            read = ofItsRules;
            return engine(shared);
        }

        /**
         * Makes the evaluator.
         *
         * @throws ConfigurationException if the profile or a waiver is wrong
         */
        public Governance build() {
            return new Governance(this);
        }
    }
}
