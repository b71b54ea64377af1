package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.rego.PolicyFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The suites of a folder. */
final class Suites {
    private static final Set<String> NAMES = Set.of("suite.yaml", "suite.yml");

    private Suites() {}

    /**
     * The files named {@code suite.yaml} below a folder.
     *
     * @throws ConfigurationException if the folder cannot be read
     */
    static List<Path> files(Path folder) {
        try {
            return PolicyFolder.files(folder, NAMES::contains);
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(
                    "The suites in " + folder + " cannot be read: " + e.getMessage(), List.of());
        }
    }

    /**
     * Runs suites.
     *
     * @param only leaves out cases in whose name, {@code suite/case}, it is not found; null for all
     * @param engine asked for when the suites have been read, and closed
     * @param cache is given those that passed; null to keep none
     * @throws ConfigurationException if one of the suites is wrong; it names the problems of all
     */
    static List<TestOutcome> run(
            List<Path> files, @Nullable Pattern only, Supplier<PolicyEngine> engine, @Nullable SuiteCache cache) {
        List<Document> documents = files.parallelStream().map(Document::read).toList();
        try (var evaluators = new Evaluators(engine.get())) {
            return suites(documents, evaluators.engine()).parallelStream()
                    .flatMap(loaded -> run(loaded, only, evaluators, cache).stream())
                    .toList();
        }
    }

    private static List<TestOutcome> run(
            Loaded loaded, @Nullable Pattern only, Evaluators evaluators, @Nullable SuiteCache cache) {
        Suite suite = loaded.suite();
        var runner = new SuiteRunner(evaluators);
        ObjectNode before = cache == null ? null : SuiteCache.files(suite);
        List<TestOutcome> outcomes = suite.cases().stream()
                .filter(testCase -> only == null
                        || only.matcher(suite.name() + "/" + testCase.name()).find())
                .map(testCase -> runner.run(suite, testCase))
                .toList();
        if (cache != null && before != null) {
            cache.put(suite, loaded.source(), before, evaluators.judge(suite), outcomes);
        }
        return outcomes;
    }

    /** A file, and either the document in it or what is wrong with it. */
    private record Document(
            Path file,
            Source source,
            @Nullable ParsedSpec tree,
            @Nullable ConfigurationException wrong) {
        static Document read(Path file) {
            var source = Source.of(file.toString(), "");
            try {
                source = SuiteReader.source(file);
                return new Document(file, source, SuiteReader.document(source), null);
            } catch (ConfigurationException e) {
                return new Document(file, source, null, e);
            }
        }
    }

    /** A suite, and what it was read from. */
    private record Loaded(Suite suite, Source source) {}

    private static List<Loaded> suites(List<Document> documents, PolicyEngine engine) {
        var reader = new SuiteReader(engine.catalog(), engine.profiles().keySet());
        var suites = new ArrayList<Loaded>();
        var wrong = new ArrayList<ConfigurationException>();
        for (Document document : documents) {
            if (document.tree() == null) {
                wrong.add(document.wrong());
                continue;
            }
            try {
                suites.add(new Loaded(reader.suite(document.file(), document.tree()), document.source()));
            } catch (ConfigurationException e) {
                wrong.add(e);
            }
        }
        if (wrong.size() == 1) {
            throw wrong.get(0);
        } else if (!wrong.isEmpty()) {
            throw new ConfigurationException(
                    wrong.size() + " suites are wrong",
                    wrong.stream()
                            .flatMap(e -> e.problems().isEmpty()
                                    ? List.of(String.valueOf(e.getMessage())).stream()
                                    : e.problems().stream())
                            .toList());
        }
        return suites;
    }
}
