package dev.modelspec.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.source.Positions;
import dev.modelspec.engine.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the quick reader reads, the YAML parser reads the same, to the last position and finding; or else it refuses. */
@Tag("slow")
class EverydayYamlTest {
    private static final String EVERYDAY = """
        # A spec with all that everyday YAML has.
        ---
        apiVersion: piqc.ai/v1alpha1  # the version
        kind: ModelSpec

        metadata:
          name: support-chat
          version: "1.4.0"
          description: 'Answers "questions" – für alle: 🤖'
          labels:
            app.kubernetes.io/name: support
            team:   care
            empty:
            tail: ""
        spec:
            identity:
                model: # four spaces
                    id: mistral-7b
            uri: s3://bucket/a#b?c=d&e
            counts:
            - 1
            - -2.5
            - a b  c
            - "x"   # comment
            none: []
            some: [a, b/c-d ,"e, [f]", 1,true ]   # comment
            lists:
            - [ 'a' ]
            - [[a, b], {}, {a: 1}]
            env: {TZ: UTC, "quoted/key": [--port, "8000"], app.kubernetes.io/name: x, url: s3://a/b, last: a b }   # comment
            escaped: "say \\"a\\\\b\\"\\n, \\x6eo"
            "quoted key": $(SECRET)
            nvidia.com/mig-*: 1
            literal: |
                one

                  two # no comment
                three
            folded: >-  # comment
              one
              two

              three


            after: a
            texts:
            - >
             one
             two
            # comment
            - |-
              last

            steps:
              # one
              - name: a
                type: b

              - name: c
                list:
                - d
            last: 0x1F
        ---
        kind: Other
        """;

    @Test
    void everyday_yaml_is_read() {
        Outcome quick = Objects.requireNonNull(quick(EVERYDAY));

        assertThat(quick).isEqualTo(thorough(EVERYDAY));
        assertThat(quick.documents()).hasSize(2);
    }

    /** Each command reads a profile, and the test of a rule reads its suite and specs: one that is not so makes all of it slower. */
    @Test
    void built_in_policies_are_everyday() throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.walk(Path.of("../policies"))) {
            files = below.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.startsWith("../policies/target"))
                    .toList();
        }

        assertThat(files).hasSizeGreaterThan(200);
        for (Path file : files) {
            assertThat(quick(Files.readString(file))).as(file.toString()).isNotNull();
        }
    }

    @Test
    void windows_line_ends_are_everyday() {
        String windows = EVERYDAY.replace("\n", "\r\n");

        assertThat(quick(windows)).isNotNull().isEqualTo(thorough(windows));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only\n",
                "---\n",
                "--- a\n",
                "a\n",
                "- a\n",
                " a: b\n",
                "a: b\n c: d\n",
                "a: b\n  c\n",
                "a:\n  b\n",
                "a: b: c\n",
                "a: b:\n",
                "a: [b]\n",
                "a: [b]c\n",
                "a: [b] c\n",
                "a: [b]#c\n",
                "a: [b]: c\n",
                "a: [b,]\n",
                "a: [,b]\n",
                "a: [b,,c]\n",
                "a: [b c]\n",
                "a: [b: c]\n",
                "a: [\"b\": c]\n",
                "a: [\"b\"c]\n",
                "a: ['b''c']\n",
                "a: [b\n",
                "a: [b,\n  c]\n",
                "a: [b]\n  c\n",
                "a: [[b]]\n",
                "a: [y, 017]\n",
                "a: [-, b]\n",
                "a: [b #c]\n",
                "a: [~]\n",
                "a: [",
                "a: {b: c}\n",
                "a: {b: c\n",
                "a: {b: c,\n  d: e}\n",
                "a: {b: c,}\n",
                "a: {,b: c}\n",
                "a: {b}\n",
                "a: {b, c: d}\n",
                "a: {b: , c: d}\n",
                "a: {b: }\n",
                "a: {b:c}\n",
                "a: {\"b\":c}\n",
                "a: {b: c d: e}\n",
                "a: {b: c} d\n",
                "a: {b: c}: d\n",
                "a: {b: [c}\n",
                "a: {b: c]}\n",
                "a: [b}]\n",
                "a: {b: c, b: d}\n",
                "a: {1: c}\n",
                "a: {no: c}\n",
                "a: {? b: c}\n",
                "a: {b: c?d}\n",
                "a: [b?]\n",
                "a: [b:]\n",
                "a: [b:,c]\n",
                "a: [b:/c]\n",
                "a: [--b, ---, -]\n",
                "a: [b#c]\n",
                "a: {b: c}#d\n",
                "a: {b",
                "a: {b:",
                "a: {b: ",
                "a: [{",
                "- {a: b}\n",
                "{a: b}\n",
                "a: ---\n",
                "a: --b\n",
                "a: $b\n",
                "a*: b\n",
                "a: \"b\\x41\"\n",
                "a: \"b\\\"\n",
                "a: \"b\\",
                "a: \"b\\\\\"\n",
                "a: \"\\x6\"\n",
                "a: \"\\x\"\n",
                "a: \"\\x6g\"\n",
                "a: \"\\x+6\"\n",
                "a: \"\\x00\"\n",
                "a: \"\\x0A\"\n",
                "a: \"\\xE9\"\n",
                "a: \"\\x5c\\x22\"\n",
                "a: 'b\\'\n",
                "'a': b\n",
                "'a''b': c\n",
                "\"a\\nb\": c\n",
                "\"a\" : b\n",
                "\"a\":b\n",
                "\"a\"\n",
                "\"a\"",
                "\"a",
                "\"no\": b\n\"no\": c\n",
                "a: |\n  b\n",
                "a: >\n  b\n",
                "a: |\n  b",
                "a: |-\n  b",
                "a: |+\n  b\n\n",
                "a: |2\n  b\n",
                "a: |\n",
                "a: |",
                "a: |\nb: c\n",
                "a: |\n\n  b\n",
                "a: |\n  b\n\n",
                "a: |\n  b\n\n  ",
                "a: |\n  b\n ",
                "a: |\n  b\n   \n  c\n",
                "a: |\n  b\n \n  c\n",
                "a: |\n    b\n  c\n",
                "a: |\n    b\n  c: d\n",
                "a: |\n  b\n  # c\n # d\n# e\nf: g\n",
                "a: |\n  # b\n",
                "a: | b\n  c\n",
                "a: |#b\n  c\n",
                "a: |-#b\n  c\n",
                "a: | # b\n  c\n",
                "a: >\n  b\n   c\n  d\n",
                "a: >\n  b\n  - c\n",
                "a: >\n  b\n\n\n  c\n\n",
                "a: >-\n  b\n\n\n  c\n\n",
                "a: >\r\n  b\r\n\r\n  c\r\n",
                "a: |\n  b  \n  c\n",
                "a: >\n  b  \n  c\n",
                "a: |\n  b\n---\nc: d\n",
                "a: |\n  b\n  ---\n",
                "a: |\n  b\n...\n",
                "a:\n- |\n b\n",
                "a:\n- |\n  b\n c\n",
                "a:\n  - |\n   b\n  - c\n",
                "a:\n- b: |\n  c\n",
                "a:\n- b: |\n   c\n  d: e\n",
                "a: &b c\n",
                "a: *b\n",
                "a: !b c\n",
                "a: \"b\\n\"\n",
                "a: \"b\nc\"\n",
                "a: 'b''c'\n",
                "a: 'b' c\n",
                "a: 'b'#c\n",
                "a: \"b\n",
                "a:\tb\n",
                "\ta: b\n",
                "a: b\t\n",
                "? a\n: b\n",
                "a b: c\n",
                "\"a\": b\n",
                "1: a\n",
                "no: a\n",
                "a: 017\n",
                "a: 1e400\n",
                "a: @b\n",
                "a: `b`\n",
                "a: %b\n",
                "%YAML 1.2\n---\na: b\n",
                "a: -\n",
                "a: - b\n",
                "a: ,\n",
                "a: ?b\n",
                "a: :b\n",
                "- a: b\n",
                "a:\n- b\n c\n",
                "a:\n- - b\n",
                "a:\n-\n  b\n",
                "a:\n  - b\n  c: d\n",
                "a:\n  b: c\n - d\n",
                "a: b\n- c\n",
                "a: b\n...\n",
                "a: b\n---\n",
                "a: b\n---\n---\nc: d\n",
                "a: b\rc: d\n",
                "# a\rb: c\n",
                "a: b\u0085c: d\n",
                "a: b\u2028c: d\n",
                "\uFEFFa: b\n",
                "a: b\n---\n\uFEFFc: d\n",
                "a: b\n --- \n",
                "---a: b\n",
                "a: b\n---c\n",
                "a: b #c\nd: e\n",
                "a: b# c\nd:e\n",
                "a:b\n",
                "a: <<\n",
                "<<: a\n",
                "a: {{ b }}\n",
                "a: b\nc\n",
                "a:\n  b: c\n d: e\n",
            })
    void everything_else_is_refused_or_read_the_same(String text) {
        Outcome quick = quick(text);

        if (quick != null) {
            assertThat(quick).isEqualTo(thorough(text));
        }
    }

    @Test
    void bad_input_is_refused_or_read_the_same() throws IOException {
        for (String name : BadInputTest.files().toList()) {
            String text = Files.readString(BadInputTest.folder().resolve(name));
            Outcome quick = quick(text);
            if (quick != null) {
                assertThat(quick).as(name).isEqualTo(thorough(text));
            }
        }
    }

    @Test
    void any_change_of_everyday_yaml_is_refused_or_read_the_same() {
        Random random = new Random(42);
        String alphabet = "\n\n  :-#'\"{}[],&*!|>%@?~.=<y1017eEx_/\\\r\tab";
        int read = 0;
        for (int i = 0; i < 40_000; i++) {
            StringBuilder text = new StringBuilder(EVERYDAY.replace("🤖", "é"));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(4)) {
                    case 0 -> text.insert(at, c);
                    case 1 -> text.setCharAt(at, c);
                    case 2 -> text.deleteCharAt(at);
                    default -> {
                        int end = Math.min(text.length(), at + 1 + random.nextInt(30));
                        text.insert(random.nextInt(text.length()), text.substring(at, end));
                    }
                }
            }
            Outcome quick = quick(text.toString());
            if (quick != null) {
                read++;
                assertThat(quick).as("%s", text).isEqualTo(thorough(text.toString()));
            }
        }
        assertThat(read).as("texts that were not refused").isGreaterThan(8_000);
    }

    /** All documents with all positions and findings, or null if the quick reader refuses. */
    private static @Nullable Outcome quick(String text) {
        SourceText source = new SourceText(text);
        SyntaxFindings findings = new SyntaxFindings("a.yaml", source);
        EverydayYaml reader = new EverydayYaml(source, new TreeBuilder(findings));
        List<String> documents = new ArrayList<>();
        try {
            for (Built built = reader.next(); built != null; built = reader.next()) {
                documents.add(describe(built));
            }
            return new Outcome(documents, findings.take());
        } catch (EverydayYaml.UnusualException | UnreadableException e) {
            return null;
        }
    }

    private static Outcome thorough(String text) {
        SourceText source = new SourceText(text);
        SyntaxFindings findings = new SyntaxFindings("a.yaml", source);
        YamlReader reader = new YamlReader(source, 0, findings, new TreeBuilder(findings));
        List<String> documents = new ArrayList<>();
        try {
            for (Built built = reader.next(); built != null; built = reader.next()) {
                documents.add(describe(built));
            }
        } catch (UnreadableException e) {
            documents.add("then: " + e.finding());
        }
        return new Outcome(documents, findings.take());
    }

    private static String describe(Built built) {
        StringBuilder text = new StringBuilder();
        text.append(built.size()).append(' ').append(built.height()).append(' ').append(built.value());
        describe(built.positions(), text);
        return text.toString();
    }

    private static void describe(Positions at, StringBuilder text) {
        text.append("\n%s %d-%d %d-%d".formatted(at.name(), at.keyStart(), at.keyEnd(), at.start(), at.end()));
        at.children().forEach(child -> describe(child, text));
    }

    private record Outcome(List<String> documents, List<Finding> findings) {}
}
