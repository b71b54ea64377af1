package dev.modelspec.cli;

import dev.modelspec.engine.cluster.ManifestFormat;
import dev.modelspec.engine.cluster.SpecForms;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.report.TextReport;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.OtherKind;
import dev.modelspec.engine.spec.ParsedDocument;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code modelspec render}. */
@Command(
        name = "render",
        sortOptions = false,
        description = {
            "Writes specs as Kubernetes has them, or as they stand in files.",
            "",
            "Kubernetes has no metadata.version and no metadata.description: there they are the annotations"
                    + " piqc.ai/version and piqc.ai/description. Nothing else differs. Comments are not kept.",
            "",
            "If one of the specs breaks the schema, none is written.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {
            " 0:every spec is written",
            " 1:a spec cannot be read or breaks the schema",
            " 2:wrong usage; a file cannot be read, or has something else in it",
            ExitCode.FAULT_HELP
        })
final class RenderCommand implements Callable<Integer> {
    private static final String NAMESPACE = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    private final Console console;
    private final SpecParser parser = SpecParser.ofModelSpecs();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files with specs in either form; - is standard input.")
    private List<Path> files = List.of();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "The namespace to put the specs into. Default: where they are, or where kubectl puts them.")
    private @Nullable String namespace;

    @Option(
            names = "--file-form",
            description = "Write them as they stand in files, without what only a cluster has: namespace, status and"
                    + " the like.")
    private boolean fileForm;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (namespace != null && (fileForm || !namespace.matches(NAMESPACE))) {
            throw new ParameterException(
                    spec.commandLine(),
                    fileForm
                            ? "--namespace does not go with --file-form: files have no namespace"
                            : "--namespace must be lower-case letters, digits and '-', at most 63, not " + namespace);
        }
        var rendered = new ArrayList<ObjectNode>();
        boolean wrong = false;
        try (Governance schema = Governance.builder().schemaOnly(true).build()) {
            for (Path file : files) {
                Source source = read(file);
                Evaluation evaluation = schema.evaluate(source);
                if (evaluation.decision() == Decision.DENY) {
                    wrong = true;
                    new TextReport(console.err(), false, false).add(evaluation, source.content());
                } else {
                    specs(source).forEach(each -> rendered.add(form(each)));
                }
            }
        }
        if (wrong) {
            console.complain("nothing was written: mend what is wrong above first");
            return ExitCode.FINDINGS;
        }
        console.out().write(ManifestFormat.YAML.write(rendered).getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }

    private ObjectNode form(ParsedSpec each) {
        return fileForm ? SpecForms.fileForm(each) : SpecForms.clusterForm(each, namespace);
    }

    /** All documents of a source that has no findings. */
    private List<ParsedSpec> specs(Source source) {
        var specs = new ArrayList<ParsedSpec>();
        for (ParsedDocument document : parser.parse(source)) {
            if (document instanceof ParsedSpec parsed) {
                specs.add(parsed);
            } else if (document instanceof OtherKind other) {
                throw new ConfigurationException(
                        source.name() + ": document " + other.index() + " is a " + other.kind() + " ("
                                + other.apiVersion() + "), not a ModelSpec; render specs from a file of their own",
                        List.of());
            }
        }
        return specs;
    }

    private Source read(Path file) {
        boolean standardInput = file.toString().equals(InputFinder.STDIN_ARGUMENT);
        String name = standardInput ? InputFinder.STDIN_NAME : file.toString();
        try (InputStream in = standardInput ? console.in() : Files.newInputStream(file)) {
            return new Source(name, in.readNBytes(SpecParser.MAX_BYTES + 1));
        } catch (IOException e) {
            throw new ConfigurationException(name + " cannot be read: " + IoMessages.explain(e), List.of());
        }
    }
}
