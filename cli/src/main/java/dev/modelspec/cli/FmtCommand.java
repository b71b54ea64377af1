package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.WholeFile;
import dev.modelspec.rego.PolicyFolder;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.testing.UnifiedDiff;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modelspec fmt}. */
@Command(
        name = "fmt",
        sortOptions = false,
        description = {
            "Formats Rego as `opa fmt` does, and names the files that it changed.",
            "",
            "If one of the files cannot be parsed, none is changed.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {
            " 0:all files are formatted; with --diff, also if not",
            " 1:with --check, a file is not formatted",
            " 2:wrong usage; a file cannot be read, parsed or written",
            ExitCode.FAULT_HELP
        })
final class FmtCommand implements Callable<Integer> {
    private static final String REGO = ".rego";

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, and folders with their *.rego files.")
    private List<Path> paths = List.of();

    @Option(names = "--diff", description = "Show what would change, and change nothing.")
    private boolean diff;

    @Option(names = "--check", description = "Name the files that are not formatted, and change nothing.")
    private boolean check;

    @Option(names = "--write", description = "Change the files. So it is without --diff and --check.")
    private boolean write;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    FmtCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (write && (check || diff)) {
            throw new ParameterException(
                    spec.commandLine(), "--write changes files, and --check and --diff do not: say which you mean");
        }
        Map<String, String> texts = read();
        Map<String, String> formatted;
        try (var toolchain = new RegoToolchain()) {
            formatted = toolchain.format(texts);
        } catch (RegoException e) {
            throw new ConfigurationException(
                    "Nothing was formatted",
                    e.errors().stream().map(Object::toString).toList());
        }
        boolean changes = false;
        for (var file : texts.entrySet()) {
            String after = formatted.getOrDefault(file.getKey(), file.getValue());
            if (!after.equals(file.getValue())) {
                changes = true;
                handle(file.getKey(), file.getValue(), after);
            }
        }
        return check && changes ? ExitCode.FINDINGS : ExitCode.COMPLIANT;
    }

    private void handle(String file, String before, String after) throws IOException {
        if (write || !(diff || check)) {
            try {
                WholeFile.write(Path.of(file), after);
            } catch (IOException e) {
                throw new ConfigurationException(file + " cannot be written: " + IoMessages.explain(e), List.of());
            }
        }
        String shown = diff ? UnifiedDiff.of(file, before, after) : file + "\n";
        console.out().write(shown.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> read() {
        var texts = new TreeMap<String, String>();
        for (Path path : paths) {
            try {
                List<Path> files =
                        Files.isDirectory(path) ? PolicyFolder.files(path, name -> name.endsWith(REGO)) : List.of(path);
                for (Path file : files) {
                    texts.put(file.toString(), text(file));
                }
            } catch (IOException e) {
                throw new ConfigurationException(path + " cannot be read: " + IoMessages.explain(e), List.of());
            }
        }
        if (texts.isEmpty()) {
            throw new ConfigurationException(
                    "There is no *.rego file in "
                            + String.join(
                                    ", ", paths.stream().map(Path::toString).toList()),
                    List.of());
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + " cannot be read: it is not UTF-8", List.of());
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read: " + IoMessages.explain(e), List.of());
        }
    }
}
