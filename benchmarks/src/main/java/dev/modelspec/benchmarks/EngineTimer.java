package dev.modelspec.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.Variant;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Times the policy engine on demand, so that somebody else can take turns with it.
 *
 * <p>Writes what an evaluation is made of into a folder: {@code data.json}, and an input for each spec, such as
 * {@code minimal.json}. Then answers lines of standard input, each the name of a spec and a number of evaluations, such as
 * {@code MINIMAL 1000}, with the nanoseconds they took and the number of findings of the last one. A second argument is a folder of
 * rules that are evaluated in place of the built-in ones.
 */
final class EngineTimer {
    private EngineTimer() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        RuleSet rules = arguments.length > 1 ? RuleSet.of(Path.of(arguments[1])) : RuleSet.builtIn();
        write(folder.resolve("data.json"), rules.data());
        for (BenchmarkSpecs spec : BenchmarkSpecs.values()) {
            write(folder.resolve(spec + ".json"), input(parsed(spec)));
        }
        try (PolicyEngine engine = rules.engine();
                var demands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            Variant variant = engine.variant(rules.settings());
            for (String demand = demands.readLine(); demand != null; demand = demands.readLine()) {
                String[] words = demand.split(" ", -1);
                System.out.println(time(engine, variant, BenchmarkSpecs.valueOf(words[0]), Integer.parseInt(words[1])));
            }
        }
    }

    private static String time(PolicyEngine engine, Variant variant, BenchmarkSpecs name, int times) {
        ObjectNode spec = parsed(name).tree();
        int findings = 0;
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            findings = engine.evaluate(spec, RuleSet.context(), variant).size();
        }
        return System.nanoTime() - start + " " + findings;
    }

    private static ParsedSpec parsed(BenchmarkSpecs spec) {
        return RuleSet.spec(spec.source(), SpecParser.ofModelSpecs());
    }

    private static ObjectNode input(ParsedSpec spec) {
        ObjectNode input = spec.tree().deepCopy();
        input.set("context", RuleSet.context());
        return input;
    }

    private static void write(Path file, ObjectNode value) throws IOException {
        Files.write(file, JsonMapper.shared().writeValueAsBytes(value));
    }
}
