package dev.modelspec.cli;

import dev.modelspec.engine.cluster.ManifestFormat;
import dev.modelspec.engine.cluster.ModelSpecCrd;
import dev.modelspec.engine.cluster.WaiverCrd;
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
            "Prints the CustomResourceDefinitions with which a Kubernetes cluster knows ModelSpecs, and waivers of what is"
                    + " found in them.",
            "",
            "Install them with: modelspec crd | kubectl apply -f -",
            ""
        })
final class CrdCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "yaml",
            description = "How to write them: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ManifestFormat format = ManifestFormat.YAML;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    CrdCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        String manifest = format.write(List.of(ModelSpecCrd.definition(), WaiverCrd.definition()));
        console.out().write(manifest.getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }
}
