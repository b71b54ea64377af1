package dev.modelspec.engine.policy.builtin;

import dev.modelspec.engine.policy.wasm.PolicyData;
import dev.modelspec.engine.policy.wasm.PolicyModule;
import dev.modelspec.engine.policy.wasm.PolicyPool;
import dev.modelspec.rego.Bundle;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many cases, compiled to one Wasm module by our toolchain and evaluated as policies are. */
final class ConformanceBatch {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final BuiltinContext CONTEXT = new BuiltinContext(Instant.parse("2026-11-24T10:20:30.123456789Z"));

    private final List<ConformanceCase> cases;
    private final PolicyModule module;

    private ConformanceBatch(List<ConformanceCase> cases, PolicyModule module) {
        this.cases = cases;
        this.module = module;
    }

    static ConformanceBatch compile(RegoToolchain toolchain, List<ConformanceCase> cases, Set<String> notOffered)
            throws RegoException {
        Map<String, String> files = new TreeMap<>();
        List<String> roots = new ArrayList<>();
        List<String> entrypoints = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            String root = root(i);
            roots.add(root);
            entrypoints.add(entrypoint(i));
            List<String> modules = cases.get(i).modulesIn(root);
            for (int m = 0; m < modules.size(); m++) {
                files.put(root + "/module" + m + ".rego", modules.get(m));
            }
            files.put(root + "/query.rego", cases.get(i).answersIn(root, "query_" + root));
        }
        Bundle bundle = toolchain.compile(Workspace.of(files).without(notOffered), roots, entrypoints);
        return new ConformanceBatch(cases, PolicyModule.compile(bundle.wasm(), null));
    }

    private static String root(int index) {
        return "case" + index;
    }

    private static String entrypoint(int index) {
        return "query_" + root(index) + "/answers";
    }

    /** The answers to a case's query, each an object of bindings, with sets as sorted arrays. */
    RegoValue answers(int index) {
        RegoValue document = cases.get(index).data();
        String data = document == null ? "{}" : "{\"" + root(index) + "\": " + document.toText() + "}";
        try (PolicyPool pool = new PolicyPool(module, entrypoint(index), LIMIT)) {
            String result = pool.evaluate(
                    new PolicyData(data.getBytes(StandardCharsets.UTF_8)),
                    "null".getBytes(StandardCharsets.UTF_8),
                    CONTEXT);
            JsonNode answers = JsonMapper.shared().readTree(result).required(0).required("result");
            return RegoValue.parse(answers.asString());
        }
    }
}
