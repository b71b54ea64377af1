package dev.modelspec.testing.lint;

import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the folder of a rule must hold and how the rule must be written, as far as it can be told for certain. */
final class RuleFolders {
    private static final String CODE = "modelspec_convention_error";
    private static final List<String> SPECS = List.of("fail.modelspec.yaml", "pass.modelspec.yaml", "suite.yaml");
    private static final List<String> CUSTOM = List.of("severity", "remediation", "controls", "parameters", "secrets");
    private static final Pattern MAKES_FINDINGS = Pattern.compile("result\\.fail\\(\\s*rego\\.metadata\\.chain\\(\\)");
    private static final Pattern TYPES_METADATA = Pattern.compile("^\\s*\"(rule|title|severity|remediation)\"\\s*:");

    /** What OPA calls values that are none of the one and of the other, whatever they are evaluated to. */
    private static final Set<String> NO_TEXT =
            Set.of("number", "boolean", "null", "array", "object", "set", "arraycomprehension", "objectcomprehension");

    private static final Set<String> NO_ARRAY =
            Set.of("string", "templatestring", "number", "boolean", "null", "object", "set", "objectcomprehension");
    private static final Pattern OUTCOME = Pattern.compile("(todo_)?test_(fail|success)_.+");

    private final PolicySources sources;
    private final List<RegoError> problems = new ArrayList<>();

    RuleFolders(PolicySources sources) {
        this.sources = sources;
    }

    List<RegoError> problems(List<RegoModule> modules) {
        Map<String, RegoModule> tests = new TreeMap<>();
        modules.stream()
                .filter(module -> sources.tests().containsKey(module.file()))
                .forEach(module -> tests.put(module.file(), module));
        tests.values().forEach(this::testNames);
        modules.stream()
                .filter(module -> sources.own().containsKey(module.file()) && isRule(module))
                .forEach(rule -> rule(rule, tests));
        return problems;
    }

    private static boolean isRule(RegoModule module) {
        List<String> path = module.path();
        return path.size() == 4 && path.subList(0, 2).equals(List.of("modelspec", "rules"));
    }

    private void rule(RegoModule rule, Map<String, RegoModule> tests) {
        String category = rule.path().get(2);
        String name = rule.path().get(3);
        String file = rule.file().substring(rule.file().indexOf('/') + 1);
        String folder = "rules/" + category + "/" + name + "/";
        String wanted = folder + name.replace('-', '_') + ".rego";
        if (!file.equals(wanted)) {
            problem(rule, rule.row(), "rule " + category + "/" + name + " belongs in " + wanted);
            return;
        }
        String test = rule.file().replace(".rego", "_test.rego");
        if (tests.containsKey(test)) {
            testsOf(rule, tests.get(test));
        } else {
            problem(rule, rule.row(), "rule has no tests beside it: " + sources.display(test) + " is missing");
        }
        for (String spec : SPECS) {
            Path path = sources.folder().resolve(folder).resolve(spec);
            if (!Files.isRegularFile(path)) {
                problem(rule, rule.row(), "folder of the rule is not complete: " + path + " is missing");
            }
        }
        if (rule.metadata() != null && rule.metadata().path("related_resources").isEmpty()) {
            problem(rule, rule.row(), "METADATA related_resources is missing: say where to read more");
        }
        if (rule.metadata() != null) {
            customNames(rule, rule.metadata().path("custom"));
        }
        howFindingsAreMade(rule);
        rule.findings().forEach(details -> whatFindingsSay(rule, details));
    }

    /** What an organisation adds for itself may have any name, but not one that is nearly ours. */
    private void customNames(RegoModule rule, JsonNode custom) {
        for (String name : custom.propertyNames()) {
            String near = CUSTOM.contains(name) ? null : Spelling.nearest(name, CUSTOM);
            if (near != null) {
                problem(rule, rule.row(), "METADATA custom." + name + " is read by nobody; did you mean " + near + "?");
            }
        }
    }

    private void whatFindingsSay(RegoModule rule, RegoModule.Details details) {
        String message = details.members().get("message");
        if (message == null || NO_TEXT.contains(message)) {
            problem(
                    rule,
                    details.row(),
                    "finding has no `message`: say in a text what is wrong, such as sprintf(\"%s is …\", [value])");
        }
        String path = details.members().get("path");
        if (path == null || NO_ARRAY.contains(path)) {
            problem(
                    rule,
                    details.row(),
                    "finding has no `path`: name the place in the spec in an array, such as"
                            + " [\"spec\", \"runtime\", \"accelerator\", \"count\"]; [] is all of it");
        }
    }

    private void howFindingsAreMade(RegoModule rule) {
        String text = sources.own().getOrDefault(rule.file(), "");
        if (!MAKES_FINDINGS.matcher(text).find()) {
            problem(
                    rule,
                    rule.row(),
                    "findings are not made by result.fail: write"
                            + " `_fail(details) := result.fail(rego.metadata.chain(), details)` and call it");
        }
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var typed = TYPES_METADATA.matcher(lines.get(i));
            if (typed.find()) {
                problem(
                        rule,
                        i + 1,
                        "`" + typed.group(1)
                                + "` of a finding comes from METADATA by result.fail, and is not typed in the rule");
            }
        }
    }

    private void testsOf(RegoModule rule, RegoModule test) {
        var wanted = new ArrayList<>(rule.path());
        wanted.set(3, rule.path().get(3) + "_test");
        if (!test.path().equals(wanted)) {
            problem(
                    test,
                    test.row(),
                    "tests of a rule are in the package of its name with _test: modelspec.rules." + wanted.get(2)
                            + "[\"" + wanted.get(3) + "\"]");
        }
        for (String outcome : List.of("fail", "success")) {
            if (test.rules().stream().noneMatch(one -> one.name().startsWith("test_" + outcome + "_"))) {
                problem(test, test.row(), "no test is called test_" + outcome + "_…: a rule is tested in both ways");
            }
        }
    }

    private void testNames(RegoModule test) {
        for (RegoModule.Rule rule : test.rules()) {
            boolean isTest = rule.name().startsWith("test_") || rule.name().startsWith("todo_test_");
            if (!isTest && !rule.name().startsWith("_")) {
                problem(
                        test,
                        rule.row(),
                        "`" + rule.name()
                                + "` is no test, for it does not begin with test_; if it helps tests, begin it with"
                                + " an underscore");
            }
            if (isTest && !OUTCOME.matcher(rule.name()).matches()) {
                problem(
                        test,
                        rule.row(),
                        "test `" + rule.name()
                                + "` must be called test_fail_…, if something is found, or test_success_…, if not");
            }
        }
    }

    private void problem(RegoModule module, int row, String message) {
        problems.add(new RegoError(CODE, message, module.file(), row, 1));
    }
}
