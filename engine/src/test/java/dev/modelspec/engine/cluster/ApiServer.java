package dev.modelspec.engine.cluster;

import dev.modelspec.testcluster.TestCluster;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of an API server that asks whether it would create an object, as kubectl does, and is quicker. */
final class ApiServer {
    private final String url;
    private final String token;
    private final HttpClient client;

    ApiServer(TestCluster cluster) throws IOException, GeneralSecurityException {
        String kubeconfig = Files.readString(cluster.kubeconfig());
        url = cluster.url();
        token = field(kubeconfig, "token");
        client = HttpClient.newBuilder()
                .sslContext(trusting(Path.of(field(kubeconfig, "certificate-authority"))))
                .build();
    }

    /**
     * An answer.
     *
     * @param code of HTTP: 201 for what would be created
     * @param message why not; empty otherwise
     */
    record Answer(int code, String message) {
        boolean accepts() {
            return code == 201;
        }
    }

    /** Asks about a ModelSpec, without creating it; fields that are not known are an error, as for kubectl. */
    Answer ask(JsonNode modelSpec) throws IOException, InterruptedException {
        return ask("piqc.ai/v1alpha1", "modelspecs", modelSpec);
    }

    /** As {@link #ask(JsonNode)}, about an object of another resource. */
    Answer ask(String apiVersion, String resource, JsonNode object) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/apis/" + apiVersion + "/namespaces/default/" + resource
                        + "?dryRun=All&fieldValidation=Strict"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(object.toString()))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode body = JsonMapper.shared().readTree(response.body());
        return new Answer(response.statusCode(), body.path("message").asString(""));
    }

    private static String field(String kubeconfig, String name) {
        Matcher field = Pattern.compile(name + ": \"([^\"]+)\"").matcher(kubeconfig);
        if (!field.find()) {
            throw new IllegalStateException("no " + name + " in the kubeconfig");
        }
        return field.group(1);
    }

    private static SSLContext trusting(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            int n = 0;
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("certificate-" + n++, each);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
