package dev.modelspec.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modelspec completion}. */
@Command(
        name = "completion",
        description = {
            "Prints a script that lets a shell complete this command.",
            "",
            "bash: add `source <(modelspec completion bash)` to ~/.bashrc.",
            "zsh: add `source <(modelspec completion zsh)` to ~/.zshrc.",
            ""
        })
final class CompletionCommand implements Runnable {
    /** Shells that the script works in. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Asked for, as by other commands, although the script finds out for itself. */
    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("UnusedVariable")
    private Shell shell = Shell.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("modelspec", spec.root().commandLine()));
    }
}
