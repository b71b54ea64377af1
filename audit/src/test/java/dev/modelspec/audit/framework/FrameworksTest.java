package dev.modelspec.audit.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.audit.framework.Framework.Control;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameworksTest {
    private static final List<RuleMetadata> RULES = rules();

    @TempDir
    private Path folder;

    private static List<RuleMetadata> rules() {
        try (Governance governance = Governance.builder().build()) {
            return governance.rules().stream().map(RuleInForce::rule).toList();
        }
    }

    static List<String> builtIn() {
        return Frameworks.builtIn();
    }

    @ParameterizedTest
    @CsvSource({"eu-ai-act, 60", "gdpr, 42", "iso-42001, 39", "nist-ai-rmf, 72", "soc-2, 61"})
    void aFrameworkHasItsControls(String name, int controls) {
        assertThat(read(name).controls()).hasSize(controls);
    }

    /** Without rules, so that what METADATA says is not mixed in. */
    @ParameterizedTest
    @MethodSource("builtIn")
    void fileAndMetadataSayTheSame(String name) {
        var inFile = new TreeSet<String>();
        for (Control control : new Frameworks(List.of()).read(name).controls()) {
            control.rules().forEach(rule -> inFile.add(name + "/" + control.id() + " " + rule));
        }
        var inMetadata = new TreeSet<String>();
        for (RuleMetadata rule : RULES) {
            rule.controls().stream()
                    .filter(control -> control.startsWith(name + "/"))
                    .forEach(control -> inMetadata.add(control + " " + rule.id()));
        }
        assertThat(inFile).isEqualTo(inMetadata).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void aControlHasRulesThatThereAreOrAReason(String name) {
        List<String> known = RULES.stream().map(RuleMetadata::id).toList();
        assertThat(read(name).controls()).allSatisfy(control -> {
            assertThat(known).containsAll(control.rules());
            assertThat(control.rules().isEmpty()).isEqualTo(control.notAssessable() != null);
            assertThat(control.title()).isNotBlank().doesNotEndWith(".");
            if (control.notAssessable() != null) {
                assertThat(control.notAssessable()).endsWith(".");
            }
        });
    }

    @Test
    void aRuleOfSomebodysOwnServesTheControlsThatItsMetadataNames() {
        var rules = new ArrayList<>(RULES);
        rules.add(custom("house/breach-contact", "gdpr/art-33", "gdpr/art-5-1-e"));

        Framework gdpr = new Frameworks(rules).read("gdpr");

        assertThat(control(gdpr, "art-33").rules()).containsExactly("house/breach-contact");
        assertThat(control(gdpr, "art-33").notAssessable()).isNull();
        assertThat(control(gdpr, "art-5-1-e").rules())
                .startsWith("house/breach-contact")
                .hasSize(5);
    }

    @Test
    void aFileOfSomebodysOwnIsRead() throws IOException {
        Path file = write("""
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: ControlFramework
                metadata:
                  name: house-rules
                  title: House rules
                spec:
                  version: "3"
                  url: https://example.com/rules
                  controls:
                    - id: "2.4"
                      title: Logs are short
                      url: https://example.com/rules#logs
                      rules: [retention/declared]
                    - id: "2.5"
                      title: The works council agrees
                      notAssessable: It is on paper.
                """);

        assertThat(new Frameworks(RULES).read(file.toString()))
                .isEqualTo(new Framework(
                        "house-rules",
                        "House rules",
                        "3",
                        "https://example.com/rules",
                        List.of(
                                new Control(
                                        "2.4",
                                        "Logs are short",
                                        "https://example.com/rules#logs",
                                        List.of("retention/declared"),
                                        null),
                                new Control(
                                        "2.5",
                                        "The works council agrees",
                                        "https://example.com/rules",
                                        List.of(),
                                        "It is on paper."))));
    }

    @Test
    void allThatIsWrongWithAFileIsToldWithItsPlace() throws IOException {
        Path file = write("""
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: ControlFramework
                metadata: {name: house-rules, title: House rules}
                spec:
                  version: "3"
                  url: https://example.com/rules
                  controls:
                    - id: "2.4"
                      title: Logs are short
                      rules: [retention/declare]
                    - id: "2.4"
                      title: The same once more
                      rules: []
                """);

        assertThatThrownBy(() -> new Frameworks(RULES).read(file.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Framework " + file + " is wrong:\n  " + file
                        + ":10:15: There is no rule retention/declare. Did you mean retention/declared?\n  " + file
                        + ":11:11: The control 2.4 is already there at " + file + ":8:11.\n  " + file
                        + ":11:11: The control 2.4 has no rules, and no rule's METADATA names house-rules/2.4."
                        + " List rules, or say with `notAssessable` why no spec can show it.");
    }

    @Test
    void aFileThatBreaksTheSchemaIsRefusedWithThePlace() throws IOException {
        Path file = write("""
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: ControlFramework
                metadata: {name: house-rules, title: House rules}
                spec:
                  version: "3"
                  url: https://example.com/rules
                  controls:
                    - id: "2.4"
                      titel: Logs are short
                      rules: [retention/declared]
                """);

        assertThatThrownBy(() -> new Frameworks(RULES).read(file.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file + ":9:7: ")
                .hasMessageContaining("title");
    }

    @Test
    void aControlHasEitherRulesOrAReason() throws IOException {
        Path file = write("""
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: ControlFramework
                metadata: {name: house-rules, title: House rules}
                spec:
                  version: "3"
                  url: https://example.com/rules
                  controls:
                    - id: "2.4"
                      title: Logs are short
                    - id: "2.5"
                      title: Logs are there
                      rules: [retention/declared]
                      notAssessable: It is on paper.
                """);

        assertThatThrownBy(() -> new Frameworks(RULES).read(file.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Framework " + file + " is wrong:\n  " + file
                        + ":8:11: The control 2.4 has no rules, and no rule's METADATA names house-rules/2.4."
                        + " List rules, or say with `notAssessable` why no spec can show it.\n  " + file
                        + ":13:22: The control 2.5 has rules as well as a reason why no spec can show it."
                        + " Leave one out.");
    }

    @Test
    void anUnknownNameIsRefusedWithTheNamesThatThereAre() {
        assertThatThrownBy(() -> read("eu-ai-akt"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "There is no framework eu-ai-akt: it is neither a file nor one of eu-ai-act, gdpr, iso-42001,"
                                + " nist-ai-rmf, soc-2. Did you mean eu-ai-act?");
    }

    @Test
    void anotherDocumentIsRefused() throws IOException {
        Path file = write("""
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata: {name: house-rules}
                spec: {}
                """);

        assertThatThrownBy(() -> new Frameworks(RULES).read(file.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ControlFramework");
    }

    private static Framework read(String name) {
        return new Frameworks(RULES).read(name);
    }

    private static Control control(Framework framework, String id) {
        return framework.controls().stream()
                .filter(control -> control.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static RuleMetadata custom(String id, String... controls) {
        RuleMetadata like = RULES.get(0);
        return new RuleMetadata(
                id,
                like.title(),
                like.description(),
                like.severity(),
                like.remediation(),
                List.of(controls),
                like.relatedResources(),
                like.parameters(),
                like.secrets(),
                like.file(),
                like.row());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("framework.yaml"), text);
    }
}
