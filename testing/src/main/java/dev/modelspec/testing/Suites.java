package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Profiles;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.rego.PolicyFolder;
import dev.modelspec.rego.RuleCatalog;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The suites of a folder. */
public final class Suites {
    private Suites() {}

    /** Whether a file is a suite: {@code suite.yaml}. */
    public static boolean isSuite(Path file) {
        String path = file.toString();
        return PolicyFolder.SUITES.contains(path.substring(path.lastIndexOf(File.separatorChar) + 1));
    }

    /** Who judges specs. */
    interface Judges {
        /**
         * They, closed by who asked for them. They may still get ready.
         *
         * @throws ConfigurationException if the policies are wrong
         */
        PolicyEngine engine();

        /**
         * Waits until they are ready.
         *
         * @throws ConfigurationException if the policies are wrong
         */
        void await();
    }

    /** Suites, each of which may be wrong. */
    static List<Document> read(List<Path> files) {
        return files.parallelStream().map(Document::read).toList();
    }

    /**
     * Runs suites.
     *
     * @param only leaves out cases in whose name, {@code suite/case}, it is not found; null for all
     * @param judges asked for when the suites have been read
     * @param cache is given those that passed; null to keep none
     * @throws ConfigurationException if one of the suites is wrong; it names the problems of all
     */
    static Ran run(List<Document> documents, @Nullable Pattern only, Judges judges, @Nullable SuiteCache cache) {
        try (var evaluators = new Evaluators(judges.engine())) {
            var runner = new SuiteRunner(evaluators);
            List<Prepared> prepared;
            try {
                PolicyEngine engine = evaluators.engine();
                var reader = new SuiteReader(engine.catalog(), engine.profiles().keySet());
                prepared = suites(documents, reader).parallelStream()
                        .map(loaded -> prepare(loaded, only, runner))
                        .toList();
                var silent = new SilentRules(evaluators.profiles());
                refuse(prepared, suite -> silent.refuse(suite.loaded().suite(), suite.cases()));
            } catch (ConfigurationException e) {
                // What is wrong with the policies is told first.
                judges.await();
                throw e;
            }
            judges.await();
            List<TestOutcome> outcomes = prepared.parallelStream()
                    .flatMap(suite -> suite.run(runner, cache).stream())
                    .toList();
            var read = new TreeSet<String>();
            for (Prepared suite : prepared) {
                read.addAll(suite.specs().propertyNames());
                // Names of profiles that are no files do no harm.
                read.addAll(suite.judge().governance().profileSources());
            }
            return new Ran(outcomes, read);
        }
    }

    /**
     * What came of suites.
     *
     * @param files those with specs and profiles that they have read
     */
    record Ran(List<TestOutcome> outcomes, Set<String> files) {}

    private static Prepared prepare(Loaded loaded, @Nullable Pattern only, SuiteRunner runner) {
        Suite suite = loaded.suite();
        Evaluators.Judge judge = runner.judge(suite);
        List<SuiteRunner.Prepared> cases = suite.cases().stream()
                .filter(testCase -> only == null
                        || only.matcher(suite.name() + "/" + testCase.name()).find())
                .map(testCase -> SuiteRunner.prepare(suite, testCase))
                .toList();
        return new Prepared(loaded, judge, cases, SuiteCache.files(cases));
    }

    /**
     * A suite of which the rules have not been asked.
     *
     * @param specs the digests of its files with specs
     */
    private record Prepared(Loaded loaded, Evaluators.Judge judge, List<SuiteRunner.Prepared> cases, ObjectNode specs) {
        List<TestOutcome> run(SuiteRunner runner, @Nullable SuiteCache cache) {
            List<TestOutcome> outcomes = cases.stream().map(runner::run).toList();
            if (cache != null) {
                cache.put(loaded.suite(), loaded.source(), specs, judge, outcomes);
            }
            return outcomes;
        }
    }

    /** A file, and either the document in it or what is wrong with it. */
    record Document(
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

    /**
     * Reads suites without running them.
     *
     * @param profiles the texts of those that come with the rules, by their names
     * @return the profiles that they name, by names or paths
     * @throws ConfigurationException if one of the suites is wrong; it names the problems of all
     */
    public static Set<String> check(List<Path> files, RuleCatalog catalog, SortedMap<String, Source> profiles) {
        List<Document> documents = read(files);
        var silent = new SilentRules(new Profiles(catalog, profiles));
        List<Loaded> suites = suites(documents, new SuiteReader(catalog, profiles.keySet()));
        refuse(suites, loaded -> {
            Suite suite = loaded.suite();
            silent.refuse(
                    suite,
                    suite.cases().stream()
                            .map(testCase -> SuiteRunner.prepare(suite, testCase))
                            .toList());
        });
        return suites.stream().map(loaded -> loaded.suite().profile()).collect(Collectors.toSet());
    }

    private static List<Loaded> suites(List<Document> documents, SuiteReader reader) {
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
        refuse(wrong);
        return suites;
    }

    private static <T> void refuse(List<T> suites, Consumer<T> look) {
        var wrong = new ArrayList<ConfigurationException>();
        for (T suite : suites) {
            try {
                look.accept(suite);
            } catch (ConfigurationException e) {
                wrong.add(e);
            }
        }
        refuse(wrong);
    }

    private static void refuse(List<ConfigurationException> wrong) {
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
    }
}
