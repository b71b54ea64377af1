package dev.modelspec.cli;

import dev.modelspec.engine.report.Paragraph;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.testing.lint.LintJson;
import dev.modelspec.testing.lint.PolicyLinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code modelspec lint}. */
@Command(
        name = "lint",
        sortOptions = false,
        description = {
            "Looks for mistakes in policies: by OPA's strict check with the schema of a ModelSpec, and by the conventions"
                    + " of a rule: its METADATA, its names, what is in its folder.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {
            " 0:nothing to mend",
            " 1:there is something to mend",
            " 2:wrong usage; a folder cannot be read or has nothing of policies",
            ExitCode.FAULT_HELP
        })
final class LintCommand implements Callable<Integer> {
    private static final int TERMINAL = 80;
    private static final int INDENT = 2;

    private final Console console;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Folders of policies.")
    private List<Path> folders = List.of();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    LintCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        var problems = new LinkedHashSet<RegoError>();
        try (var toolchain = new RegoToolchain()) {
            var linter = new PolicyLinter(toolchain);
            for (Path folder : folders) {
                problems.addAll(linter.lint(folder));
            }
        }
        write(format.isJson() ? LintJson.of(List.copyOf(problems)) : text(List.copyOf(problems)));
        return problems.isEmpty() ? ExitCode.COMPLIANT : ExitCode.FINDINGS;
    }

    private String text(List<RegoError> problems) {
        // Editors read a problem from one line.
        int width = console.outIsTerminal() ? TERMINAL : Integer.MAX_VALUE;
        var text = new StringBuilder();
        for (RegoError problem : problems) {
            problem.toString().lines().forEach(line -> append(text, line, width));
        }
        String count =
                problems.isEmpty() ? "nothing" : problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return text.append(count).append(" to mend\n").toString();
    }

    /** What is indented may be Rego with a caret below it: its blanks count. */
    private static void append(StringBuilder text, String line, int width) {
        boolean indented = line.startsWith(" ");
        if (indented && line.length() <= width) {
            text.append(Printable.of(line.replace('\t', ' '))).append('\n');
        } else {
            Paragraph.append(text, " ".repeat(indented ? INDENT : 0), line, 2 * INDENT, width);
        }
    }

    private void write(String text) throws IOException {
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
