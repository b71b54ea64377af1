package dev.modelspec.cli;

import dev.modelspec.engine.cluster.ManifestFormat;
import dev.modelspec.engine.cluster.ModelSpecCrd;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code modelspec crd}. */
@Command(
        name = "crd",
        sortOptions = false,
        description = {
            "Prints the CustomResourceDefinition with which a Kubernetes cluster knows ModelSpecs.",
            "",
            "Install it with: modelspec crd | kubectl apply -f -",
            ""
        })
final class CrdCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "yaml",
            description = "How to write it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ManifestFormat format = ManifestFormat.YAML;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    CrdCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        String manifest = format.write(List.of(ModelSpecCrd.definition()));
        console.out().write(manifest.getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }
}
