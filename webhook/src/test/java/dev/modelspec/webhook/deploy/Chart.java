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
 * The chart as it is packaged: with a CRD.
 *
 * @param folder a copy of the chart
 */
record Chart(TestCluster cluster, Path folder) {
    static final String NAMESPACE = "modelspec-system";
    static final String NAME = "modelspec-webhook";

    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: modelspecs.piqc.ai
            spec:
              group: piqc.ai
              scope: Namespaced
              names: {kind: ModelSpec, listKind: ModelSpecList, plural: modelspecs, singular: modelspec}
              versions:
                - name: v1alpha1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """;

    /** @param folder an empty folder */
    static Chart copy(TestCluster cluster, Path folder) throws IOException {
        Path source = Path.of("chart");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.writeString(folder.resolve("files/crds/modelspecs.piqc.ai.yaml"), CRD);
        return new Chart(cluster, folder);
    }

    /** Runs a command of helm with the chart, as the release {@link #NAME} in {@link #NAMESPACE}. */
    CommandResult helm(String command, String... options) {
        var arguments = new ArrayList<>(List.of(command, NAME, folder.toString(), "--namespace", NAMESPACE));
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
        var found = new ArrayList<T>();
        for (String text : render(values)) {
            if (text.contains("\nkind: " + kind + "\n")) {
                found.add(new KubernetesSerialization().unmarshal(text, type));
            }
        }
        if (found.size() != 1) {
            throw new AssertionError(found);
        }
        return found.get(0);
    }

    static Path values(String name) {
        return Path.of("src/test/resources/dev/modelspec/webhook/deploy/values", name + ".yaml")
                .toAbsolutePath();
    }
}
