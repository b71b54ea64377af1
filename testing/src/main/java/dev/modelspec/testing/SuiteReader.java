package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.FindingOrder;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.schema.ConfigurationReader;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.SmallFiles;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads suites. */
final class SuiteReader {
    private static final ConfigurationReader DOCUMENTS = new ConfigurationReader(
            "Suite", new DocumentType("governance.modelspec.dev/v1alpha1", "PolicyTestSuite", false));

    private static final SchemaValidator SCHEMA = SchemaValidator.of(schema());

    private static final String DEFAULT_PROFILE = "baseline";

    private final RuleCatalog catalog;

    /** Those that are known by their names. */
    private final Set<String> profiles = new HashSet<>();

    /**
     * A reader of suites for some rules.
     *
     * @param profiles the names of those that come with the rules
     */
    SuiteReader(RuleCatalog catalog, Set<String> profiles) {
        this.catalog = catalog;
        this.profiles.addAll(PolicyBundle.builtInProfiles());
        this.profiles.addAll(profiles);
    }

    /** The schema of a suite, with that of a context in it. Everybody is at a terminal who does not say otherwise. */
    private static JsonNode schema() {
        JsonNode schema = SchemaValidator.resource("suite.v1alpha1.json");
        ObjectNode context = (ObjectNode) SchemaValidator.resource("context.v0.1.json");
        context.remove(List.of("$schema", "$id", "required"));
        ((ObjectNode) schema.at("/properties/spec/properties/cases/items/properties")).set("context", context);
        return schema;
    }

    /**
     * The text of a suite.
     *
     * @throws ConfigurationException if it cannot be read
     */
    static Source source(Path file) {
        try {
            return new Source(file.toString(), SmallFiles.read(file));
        } catch (IOException e) {
            throw new ConfigurationException("Suite " + file + " cannot be read: " + IoMessages.explain(e), List.of());
        }
    }

    /**
     * Reads a suite as a document that its schema accepts, for which no rules are needed.
     *
     * @throws ConfigurationException if it is wrong
     */
    static ParsedSpec document(Source source) {
        return DOCUMENTS.read(source, SCHEMA);
    }

    /**
     * Makes a suite of its document.
     *
     * @throws ConfigurationException if it does not fit the rules or the files beside it
     */
    Suite suite(Path file, ParsedSpec document) {
        return new Reading(file, document).suite();
    }

    /** Something that is wrong with a suite. */
    static Finding problem(ParsedSpec suite, String rule, String pointer, String message) {
        return new Finding(
                "suite/" + rule, Level.DENY, Severity.HIGH, "Wrong suite", message, null, suite.locate(pointer));
    }

    /**
     * Refuses a suite if something is wrong with it.
     *
     * @throws ConfigurationException naming all that is
     */
    static void refuse(ParsedSpec suite, List<Finding> problems) {
        DOCUMENTS.refuse(suite.source(), problems);
    }

    /** One suite that its schema accepts. */
    private final class Reading {
        private final Path folder;
        private final ParsedSpec document;
        private final List<Finding> problems = new ArrayList<>();

        Reading(Path file, ParsedSpec document) {
            Path parent = file.getParent();
            this.folder = parent == null ? Path.of("") : parent;
            this.document = document;
        }

        Suite suite() {
            JsonNode spec = document.tree().path("spec");
            var rules = new LinkedHashSet<String>();
            for (int i = 0; i < spec.path("rules").size(); i++) {
                String rule = spec.path("rules").path(i).asString();
                rules.add(known(rule, "/spec/rules/" + i) ? rule : "");
            }
            Instant time = time(spec, "/spec", null);
            var names = new HashSet<String>();
            var cases = new ArrayList<Suite.Case>();
            for (int i = 0; i < spec.path("cases").size(); i++) {
                Suite.Case read = testCase(spec.path("cases").path(i), "/spec/cases/" + i, rules, time);
                if (!names.add(read.name())) {
                    problem(
                            "duplicate-case",
                            read.pointer() + "/name",
                            "There is a case `" + read.name() + "` before.");
                }
                cases.add(read);
            }
            String profile = profile(spec.path("profile").asString(DEFAULT_PROFILE));
            problems.sort(FindingOrder.BY_POSITION);
            refuse(document, problems);
            String name = document.tree().path("metadata").path("name").asString();
            return new Suite(document, name, profile, Set.copyOf(rules), List.copyOf(cases));
        }

        /** A name that is known, else the path of a file, which is never mistaken for a name. */
        private String profile(String nameOrPath) {
            if (profiles.contains(nameOrPath)) {
                return nameOrPath;
            }
            Path file = folder.resolve(nameOrPath).normalize();
            if (!Files.isRegularFile(file)) {
                String near =
                        Spelling.nearest(nameOrPath, profiles.stream().sorted().toList());
                problem(
                        "missing-profile",
                        "/spec/profile",
                        "There is no profile " + nameOrPath + ", and no file " + file
                                + (near == null ? "." : "; did you mean " + near + "?"));
            }
            return file.getNameCount() == 1 ? Path.of(".").resolve(file).toString() : file.toString();
        }

        private Suite.Case testCase(JsonNode tree, String pointer, Set<String> rules, @Nullable Instant time) {
            JsonNode decision = tree.get("decision");
            List<ExpectedFinding> findings = null;
            if (tree.has("findings")) {
                findings = new ArrayList<>();
                for (int i = 0; i < tree.path("findings").size(); i++) {
                    var finding = ExpectedFinding.of(tree.path("findings").path(i));
                    expected(finding.rule(), pointer + "/findings/" + i + "/rule", rules);
                    findings.add(finding);
                }
            } else if (decision == null) {
                problem(
                        "nothing-expected",
                        pointer + "/name",
                        "The case expects nothing: give it `findings`, an empty list for none, or `decision`.");
            }
            return new Suite.Case(
                    pointer,
                    tree.path("name").asString(),
                    spec(tree.path("spec"), pointer + "/spec"),
                    SuiteContext.of(tree.path("context")).at(time(tree, pointer, time)),
                    decision == null
                            ? null
                            : Decision.valueOf(decision.asString().toUpperCase(Locale.ROOT)),
                    findings);
        }

        private @Nullable Instant time(JsonNode tree, String pointer, @Nullable Instant otherwise) {
            JsonNode time = tree.get("time");
            try {
                return time == null
                        ? otherwise
                        : OffsetDateTime.parse(time.asString()).toInstant();
            } catch (DateTimeParseException e) {
                problem("time", pointer + "/time", "There is no such time: " + time.asString() + ".");
                return otherwise;
            }
        }

        private SpecSource spec(JsonNode spec, String pointer) {
            if (spec instanceof ObjectNode inline) {
                return new SpecSource.Inline(document, pointer, inline);
            }
            Path file = folder.resolve(spec.asString()).normalize();
            if (!Files.isRegularFile(file)) {
                problem(
                        "missing-spec",
                        pointer,
                        (Files.isDirectory(file) ? "It is a folder, and not a file with a spec: " : "There is no file ")
                                + file + ".");
            }
            return new SpecSource.InFile(file);
        }

        private void expected(String rule, String pointer, Set<String> rules) {
            if (RuleMetadata.isOfTheEngine(rule)) {
                return;
            }
            if (known(rule, pointer) && !rules.isEmpty() && !rules.contains(rule)) {
                problem("rule-left-out", pointer, "Findings of " + rule + " do not count: it is not in `rules` above.");
            }
        }

        private boolean known(String rule, String pointer) {
            if (catalog.rule(rule).isPresent()) {
                return true;
            }
            String near = Spelling.nearest(
                    rule, catalog.rules().stream().map(RuleMetadata::id).toList());
            problem(
                    "unknown-rule",
                    pointer,
                    "There is no rule " + rule + (near == null ? "." : "; did you mean " + near + "?"));
            return false;
        }

        private void problem(String rule, String pointer, String message) {
            problems.add(SuiteReader.problem(document, rule, pointer, message));
        }
    }
}
