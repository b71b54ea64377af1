package dev.modelspec.webhook.deploy;

import dev.modelspec.testcluster.CommandResult;
import dev.modelspec.testcluster.TestCluster;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The chart as users install it.
 *
 * @param archive what {@code helm package} has written
 */
record Chart(TestCluster cluster, Path archive) {
    static final String NAMESPACE = "modelspec-system";
    static final String NAME = "modelspec-webhook";

    /** The one that the build has made. */
    static Chart packaged(TestCluster cluster) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/chart").toAbsolutePath())) {
            List<Path> archives =
                    files.filter(file -> file.toString().endsWith(".tgz")).toList();
            if (archives.size() != 1) {
                throw new AssertionError(
                        "`mvn -pl webhook process-classes` makes one chart in webhook/target/chart, not " + archives);
            }
            return new Chart(cluster, archives.get(0));
        }
    }

    /** Runs a command of helm with the chart, as the release {@link #NAME} in {@link #NAMESPACE}. */
    CommandResult helm(String command, String... options) {
        var arguments = new ArrayList<>(List.of(command, NAME, archive.toString(), "--namespace", NAMESPACE));
        arguments.addAll(List.of(options));
        return cluster.helm(arguments.toArray(String[]::new));
    }

    /** The objects that a file of values makes, each as YAML. */
    List<String> render(Path values) {
        String all = helm("template", "--values", values.toString()).stdoutOrThrow();
        return Arrays.stream(all.split("(?m)^---\n"))
                .filter(text -> text.contains("kind: "))
                .toList();
    }

    /** The only object of a kind that a file of values makes. */
    <T> T render(Path values, String kind, Class<T> type) {
        List<T> found = renderAll(values, kind, type);
        if (found.size() != 1) {
            throw new AssertionError(found);
        }
        return found.get(0);
    }

    /** All objects of a kind that a file of values makes. */
    <T> List<T> renderAll(Path values, String kind, Class<T> type) {
        var found = new ArrayList<T>();
        for (String text : render(values)) {
            if (text.contains("\nkind: " + kind + "\n")) {
                found.add(new KubernetesSerialization().unmarshal(text, type));
            }
        }
        return found;
    }

    static Path values(String name) {
        return Path.of("src/test/resources/dev/modelspec/webhook/deploy/values", name + ".yaml")
                .toAbsolutePath();
    }
}
