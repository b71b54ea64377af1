package dev.modelspec.engine.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What OPA answers, call by call: the files in {@code cases}, one for each family of builtins. */
class BuiltinCasesTest {
    private static final Path CASES = Path.of("src/test/resources/dev/modelspec/engine/policy/builtin/cases");
    private static final BuiltinContext CONTEXT = new BuiltinContext(Instant.parse("2026-11-24T10:20:30.123456789Z"));

    /** One line: a call, and its answer or {@code undefined}. */
    private record Case(String call, String answer) {
        static Case of(String line) {
            int arrow = line.lastIndexOf(" => ");
            return new Case(line.substring(0, arrow), line.substring(arrow + " => ".length()));
        }

        String builtin() {
            return call.substring(0, call.indexOf('('));
        }

        List<RegoValue> arguments() {
            String list = call.substring(call.indexOf('(') + 1, call.length() - 1);
            return ((RegoArray) RegoValue.parse("[" + list + "]")).elements();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCallIsAnsweredAsByOpa() throws IOException {
        return cases().stream().map(one -> DynamicTest.dynamicTest(one.call(), () -> judge(one)));
    }

    /** Those without a case depend on the evaluation's time; they have tests of their own. */
    @Test
    void everyBuiltinHasACase() throws IOException {
        Set<String> tested = cases().stream().map(Case::builtin).collect(Collectors.toCollection(TreeSet::new));
        tested.addAll(Set.of("time.now_ns", "uuid.rfc4122"));

        assertThat(tested).isEqualTo(HostBuiltins.names());
    }

    private static void judge(Case one) {
        RegoValue answer = HostBuiltins.call(one.builtin(), CONTEXT, one.arguments());

        if (one.answer().equals("undefined")) {
            assertThat(answer).isNull();
        } else {
            assertThat(answer).isEqualTo(RegoValue.parse(one.answer()));
        }
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(CASES)) {
            for (Path file : files.sorted().toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(Case::of)
                        .forEach(cases::add);
            }
        }
        return cases;
    }
}
