package dev.modelspec.benchmarks;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.PolicyFinding;
import dev.modelspec.engine.policy.Variant;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedDocument;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The stages of one check, and all of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineBenchmark {
    @Param
    public BenchmarkSpecs spec = BenchmarkSpecs.MINIMAL;

    private final SpecParser parser = SpecParser.ofModelSpecs();
    private final SchemaValidator validator = SchemaValidator.ofModelSpecs();
    private final RuleSet rules = RuleSet.builtIn();
    private final PolicyEngine engine = rules.engine();
    private final Variant variant = engine.variant(rules.settings());
    private final Governance governance = Governance.builder().build();

    private Source source = spec.source();
    private ParsedSpec parsed = RuleSet.spec(source, parser);

    /** Makes what the stages start from. */
    @Setup
    public void prepare() {
        source = spec.source();
        parsed = RuleSet.spec(source, parser);
    }

    /** Bytes to tree, with the place of everything. */
    @Benchmark
    public List<ParsedDocument> parse() {
        return parser.parse(source);
    }

    /** Tree to findings of the schema. */
    @Benchmark
    public List<Finding> validate() {
        return validator.validate(parsed);
    }

    /** Tree to findings of the rules. */
    @Benchmark
    public List<PolicyFinding> evaluate() {
        return engine.evaluate(parsed.tree(), RuleSet.context(), variant);
    }

    /** Bytes to verdict. */
    @Benchmark
    public Evaluation whole() {
        return governance.evaluate(source);
    }

    /** Ends the threads of the engine. */
    @TearDown
    public void close() {
        engine.close();
        governance.close();
    }
}
