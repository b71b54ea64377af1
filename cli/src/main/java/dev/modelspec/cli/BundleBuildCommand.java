package dev.modelspec.cli;

import dev.modelspec.engine.bundle.BundleArchive;
import dev.modelspec.engine.bundle.BundleBuilder;
import dev.modelspec.engine.bundle.BundleManifest;
import dev.modelspec.engine.bundle.BundleSigner;
import dev.modelspec.engine.bundle.BundledPolicies;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.RegoToolchain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelspec bundle build}. */
@Command(
        name = "build",
        sortOptions = false,
        description = {
            "Makes a bundle of a folder of policies, and of the built-in ones unless the folder is a whole set.",
            "",
            "In it are the rules as Rego and compiled, their catalogue, data.json and data.yaml, and profiles/*.yaml."
                    + " The same folder gives the same bytes.",
            ""
        })
final class BundleBuildCommand implements Callable<Integer> {
    private static final String EXAMPLE = "privacy/pii-declared";

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "A folder of policies.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "bundle.tar.gz",
            description = "Where to write it. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("bundle.tar.gz");

    @Option(
            names = "--revision",
            paramLabel = "TEXT",
            description = "Which version of the policies it is. Default: a digest of what is in it.")
    private @Nullable String revision;

    @Mixin
    private SigningOptions signing = new SigningOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    BundleBuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        BundleSigner signer = signing.signer(output);
        Bundles.requireNothingElse(output);
        BundleArchive bundle;
        byte[] built;
        PolicyBundle policies;
        try (RegoToolchain toolchain = new RegoToolchain()) {
            var compiler = new CustomPolicies(toolchain, null);
            built = new BundleBuilder(compiler).build(folder, revision);
            bundle = BundleArchive.read(output.toString(), built);
            policies = new BundledPolicies(compiler, null).read(bundle);
        }
        for (String profile : policies.profiles().keySet()) {
            // Reads it, and refuses it if it is wrong.
            try (Governance governance =
                    Governance.builder().policies(policies).profile(profile).build()) {
                // Finds data that are too large.
                governance.evaluate(new Source(EXAMPLE, PolicyBundle.builtInExample(EXAMPLE, "pass")));
            }
        }
        if (signer != null) {
            built = signer.sign(bundle, Clock.systemUTC());
            bundle = BundleArchive.read(output.toString(), built);
        }
        OutputFiles.write(output, built);
        String text = Printable.of(output.toString()) + ": "
                + policies.catalog().rules().size() + " rules, revision "
                + Printable.of(BundleManifest.of(bundle).revision()) + "\n" + bundle.digest() + "\n";
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }
}
