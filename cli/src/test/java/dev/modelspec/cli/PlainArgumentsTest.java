package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** picocli is the judge: what is read without it is what it would have read. */
class PlainArgumentsTest {
    private static final List<String> PIECES = List.of(
            "a.yaml",
            "b/c",
            "-",
            ".",
            "--",
            "-q",
            "--quiet",
            "--quiet=true",
            "--schema-only",
            "--allow-empty",
            "--profile",
            "--profile=regulated",
            "--policies=rules",
            "--policies",
            "--surface=ci",
            "--surface",
            "CLI",
            "--surface=cluster",
            "--namespace",
            "--namespace=prod",
            "--namespace-label",
            "--namespace-label=env=prod",
            "--format=json",
            "--format",
            "TEXT",
            "--fail-on=warn",
            "--fail-on=no",
            "--color=never",
            "--color",
            "--jobs=3",
            "--jobs=0",
            "--time-limit=0.5",
            "--time-limit=x",
            "--run",
            "--run=a[",
            "--run=privacy/",
            "--timeout=2",
            "--timeout=0",
            "--coverage",
            "--threshold=99.5",
            "--threshold=101",
            "--lcov=c.info",
            "--junit",
            "--compiled",
            "--watch",
            "--debug",
            "--help",
            "--unknown",
            "-x",
            "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check a.yaml",
                "check a.yaml b -",
                "check -q a.yaml --schema-only --allow-empty",
                "check --profile regulated --policies=rules --format json a.yaml",
                "check --surface CI --namespace prod a.yaml",
                "check a --fail-on=WARN --color Always --jobs 2 --time-limit=1.5",
                "test",
                "test policies -q",
                "test --run privacy/ --timeout 0.5 --format json rules",
                "test . --coverage --threshold 90 --lcov=a --junit b --compiled --watch --color=never"
            })
    void whatPeopleMostlyTypeIsPlain(String arguments) {
        String[] split = arguments.split(" ");

        assertThat(plain(split)).isNotNull().isEqualTo(byPicocli(split));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "rules",
                "check",
                "check --help",
                "check -- a.yaml",
                "check a.yaml --format xml",
                "check a.yaml --format",
                "check a.yaml --quiet=true",
                "check a.yaml --profile --quiet",
                "check a.yaml --profile=a --profile=b",
                "check a.yaml --surface=cluster",
                "check a.yaml --namespace=",
                "check a.yaml --namespace=prod --namespace-label=env=prod",
                "check a.yaml --jobs=0",
                "test a b",
                "test --run a[",
                "test --run -a",
                "test --threshold=-1",
                "test --timeout=0",
                "test --watch=true",
                "test --help"
            })
    void theRestIsLeftToPicocli(String arguments) {
        assertThat(plain(arguments.split(" "))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "test"})
    void bothReadTheSame(String command) {
        Random random = new Random(1);
        int plain = 0;
        for (int i = 0; i < 8000; i++) {
            List<String> arguments = new ArrayList<>(List.of(command));
            for (int count = random.nextInt(5); count >= 0; count--) {
                arguments.add(PIECES.get(random.nextInt(PIECES.size())));
            }
            Object read = plain(arguments.toArray(String[]::new));
            if (read != null) {
                plain++;
                assertThat(read).as("%s", arguments).isEqualTo(byPicocli(arguments.toArray(String[]::new)));
            }
        }
        assertThat(plain).isGreaterThan(300);
    }

    private static @Nullable Object plain(String... arguments) {
        CheckOptions check = PlainCheck.of(arguments);
        return check != null ? check : PlainTest.of(arguments);
    }

    private static @Nullable Object byPicocli(String... arguments) {
        Console nowhere = new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false);
        CommandLine command = Commands.commandLine(nowhere, new Failures(nowhere));
        try {
            Object parsed =
                    command.parseArgs(arguments).subcommand().commandSpec().userObject();
            return parsed instanceof TestCommand test ? test.options() : ((CheckCommand) parsed).options();
        } catch (ParameterException e) {
            return null;
        }
    }
}
