package dev.modelspec.testing;

import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.engine.source.SmallFiles;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.ContentDigest;
import dev.modelspec.rego.TestCache;
import dev.modelspec.testing.TestOutcome.Status;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Suites that passed and can only pass again: neither they, their specs, the policies nor this program have changed, and no rule asks
 * for the time or for chance. Not kept are suites with a profile in a file that extends another file.
 */
final class SuiteCache {
    /** Instead of a digest, of a file that two cases read differently. */
    private static final String CHANGING = "changing";

    private final TestCache kept;
    private final byte[] common;
    private final Set<String> profiles;

    private SuiteCache(TestCache kept, byte[] common, Set<String> profiles) {
        this.kept = kept;
        this.common = common;
        this.profiles = profiles;
    }

    /**
     * The cache for some policies.
     *
     * @param kept where the suites are kept
     * @param program tells one build of this program from another
     * @return null if suites may pass once and fail the next time
     */
    static @Nullable SuiteCache of(TestCache kept, String program, PolicySources sources, TestSettings settings) {
        if (Stream.of(sources.rego(), sources.data())
                .flatMap(files -> files.values().stream())
                .anyMatch(TestCache::asksForChance)) {
            return null;
        }
        var digest = new ContentDigest().add(program).add(settings.compiled() + " " + settings.timeout());
        List.of(sources.own(), sources.data()).forEach(files -> add(digest, files));
        sources.profiles().forEach((name, text) -> digest.add(name).add(text.content()));
        var profiles = new HashSet<>(PolicyBundle.builtInProfiles());
        sources.profiles().values().forEach(profile -> profiles.add(profile.name()));
        return new SuiteCache(kept, digest.bytes(), profiles);
    }

    private static void add(ContentDigest digest, SortedMap<String, String> files) {
        digest.add(files.size() + " files");
        files.forEach((name, text) -> digest.add(name).add(text));
    }

    /**
     * What tells one build of this program from another: the jars that it runs from.
     *
     * @return null if it runs from folders, whose content may change
     */
    static @Nullable String program() {
        var program = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var jar = new File(entry);
            if (!jar.isFile()) {
                return null;
            }
            program.append(entry)
                    .append(' ')
                    .append(jar.length())
                    .append(' ')
                    .append(jar.lastModified())
                    .append('\n');
        }
        return program.toString();
    }

    /** What came of a suite that passed; null if it has to run. */
    Suites.@Nullable Ran get(Path suite) {
        if (!kept.knows(suite.toString())) {
            return null;
        }
        try {
            var source = new Source(suite.toString(), SmallFiles.read(suite));
            JsonNode entry = kept.get(source.name(), key(source));
            if (entry == null) {
                return null;
            }
            for (var file : entry.required("files").properties()) {
                if (!digest(Path.of(file.getKey())).equals(file.getValue().asString())) {
                    return null;
                }
            }
            var outcomes = new ArrayList<TestOutcome>();
            for (JsonNode test : entry.required("cases")) {
                outcomes.add(new TestOutcome(
                        suite.toString(),
                        test.required("line").asInt(),
                        entry.required("suite").asString(),
                        test.required("name").asString(),
                        Status.PASS,
                        Duration.ofNanos(test.required("nanoseconds").asLong()),
                        null,
                        ""));
            }
            // A suite has a case.
            return outcomes.isEmpty()
                    ? null
                    : new Suites.Ran(
                            outcomes, Set.copyOf(entry.required("files").propertyNames()));
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /** The digests of files with specs, as they were read. */
    static ObjectNode files(List<SuiteRunner.Prepared> cases) {
        ObjectNode files = JsonNodeFactory.instance.objectNode();
        for (SuiteRunner.Prepared prepared : cases) {
            if (prepared.source() != null && prepared.testCase().spec() instanceof SpecSource.InFile spec) {
                String file = spec.file().toString();
                String digest = digest(prepared.source().content());
                files.put(file, files.path(file).asString(digest).equals(digest) ? digest : CHANGING);
            }
        }
        return files;
    }

    /**
     * Keeps the outcomes of a suite, if they can only be the same again.
     *
     * @param source what the suite was read from
     * @param specs the digests of its files with specs
     * @param judge who judged it
     */
    void put(Suite suite, Source source, ObjectNode specs, Evaluators.Judge judge, List<TestOutcome> outcomes) {
        if (outcomes.stream().anyMatch(outcome -> outcome.status() != Status.PASS)) {
            return;
        }
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("suite", suite.name());
        ObjectNode files = entry.putObject("files");
        specs.properties().forEach(file -> files.set(file.getKey(), file.getValue()));
        for (String profile : judge.governance().profileSources()) {
            if (profile.equals(suite.profile()) && !profiles.contains(profile)) {
                files.put(profile, judge.digest());
            } else if (!profiles.contains(profile)) {
                return;
            }
        }
        ArrayNode cases = entry.putArray("cases");
        for (TestOutcome outcome : outcomes) {
            cases.addObject()
                    .put("line", outcome.line())
                    .put("name", outcome.name())
                    .put("nanoseconds", outcome.duration().toNanos());
        }
        kept.put(source.name(), key(source), entry);
    }

    private String key(Source suite) {
        return new ContentDigest()
                .add(common)
                .add(suite.name())
                .add(suite.content())
                .hex();
    }

    /** The digest of a file; empty if it cannot be read. */
    static String digest(Path file) {
        try {
            return digest(SmallFiles.read(file));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String digest(byte[] content) {
        return new ContentDigest().add(content).hex();
    }
}
