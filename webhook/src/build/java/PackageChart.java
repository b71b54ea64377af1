import dev.modelspec.engine.cluster.ManifestFormat;
import dev.modelspec.engine.cluster.ModelSpecCrd;
import dev.modelspec.engine.cluster.WaiverCrd;
import dev.modelspec.testcluster.TestClusterException;
import dev.modelspec.testcluster.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the chart that is installed: what git has of it, and the CRDs. Helm packages it, unless the build has made no helm because
 * tests are skipped.
 *
 * <p>Run by the build as a single source file. Arguments: the folder of the chart, and the one to write to, which is emptied first.
 */
class PackageChart {
    public static void main(String[] arguments) throws Exception {
        Path source = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Path chart = target.resolve("modelspec-webhook");
        delete(target);
        copy(source, chart);
        Files.writeString(
                chart.resolve("files/crds/crds.yaml"),
                ManifestFormat.YAML.write(List.of(ModelSpecCrd.definition(), WaiverCrd.definition())));
        Path helm;
        try {
            helm = Tools.path("helm");
        } catch (TestClusterException e) {
            System.out.println(chart + " is not packaged: " + e.getMessage());
            return;
        }
        run(target, helm.toString(), "package", chart.toString(), "--destination", target.toString());
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).inheritIO();
        // Neither the user's plugins nor their repositories have a say.
        for (String kind : List.of("CACHE", "CONFIG", "DATA")) {
            builder.environment()
                    .put("HELM_" + kind + "_HOME", folder.resolve("helm-home").toString());
        }
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IOException("`" + String.join(" ", command) + "` ended with " + exit);
        }
    }
}
