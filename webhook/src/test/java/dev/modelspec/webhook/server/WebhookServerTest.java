package dev.modelspec.webhook.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.webhook.Review;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WebhookServerTest {
    private static final String FULL = "08-full-production.modelspec.yaml";
    private static final String MINIMAL = "00-minimal.modelspec.yaml";

    @TempDir
    static Path folder;

    private static TestWebhook webhook;

    @BeforeAll
    static void start() {
        webhook = new TestWebhook(folder, "production", ServerSettings.Limits.DEFAULT);
    }

    @AfterAll
    static void stop() {
        webhook.close();
    }

    @Test
    void aCompliantSpecIsAllowedAndTheAuditLogIsToldByWhat() throws Exception {
        JsonNode response = review(Review.create(Review.example(FULL)));

        assertThat(response.path("uid").asString()).isEqualTo("705ab4f5-6393-11e8-b7cc-42010a800002");
        assertThat(response.path("allowed").booleanValue()).isTrue();
        assertThat(response.has("status")).isFalse();
        JsonNode annotations = response.path("auditAnnotations");
        assertThat(annotations.path("decision").asString()).isEqualTo("allow");
        assertThat(annotations.path("profile").asString()).isEqualTo("production");
        assertThat(annotations.path("policies").asString()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void aNoncompliantSpecIsDeniedWithEveryFindingInMessageAndCauses() throws Exception {
        JsonNode response = review(Review.create(Review.example(MINIMAL)));

        assertThat(response.path("allowed").booleanValue()).isFalse();
        JsonNode status = response.path("status");
        assertThat(status.path("code").intValue()).isEqualTo(403);
        assertThat(status.path("message").asString())
                .startsWith("not compliant with profile production: 10 findings deny it, 13 warn\n- ")
                .contains(
                        "\n- spec.governance.compliance.governance.owner: [accountability/owner-declared] The owner is"
                                + " missing; the spec must say who answers for the deployment. Set"
                                + " `spec.governance.compliance.governance.owner` to ")
                .contains(
                        "\n- metadata.annotations[piqc.ai/description]: warn: [accountability/description-declared] ");
        assertThat(status.path("message").asString().lines()).hasSize(24);
        assertThat(status.path("details").path("name").asString()).isEqualTo("chat");
        assertThat(status.path("details").path("causes")).hasSize(10);
        JsonNode cause = status.path("details").path("causes").path(1);
        assertThat(cause.path("reason").asString()).isEqualTo("accountability/owner-declared");
        assertThat(cause.path("field").asString()).isEqualTo("spec.governance.compliance.governance.owner");
        assertThat(response.path("warnings")).hasSize(13);
        for (JsonNode warning : response.path("warnings")) {
            assertThat(warning.asString()).hasSizeLessThanOrEqualTo(256);
        }
        assertThat(response.path("auditAnnotations").path("denied-by").asString())
                .startsWith("accountability/change-approval-in-production,accountability/owner-declared,");
    }

    @Test
    void whatBreaksTheSchemaIsDenied() throws Exception {
        ObjectNode spec = Review.example(FULL);
        spec.withObject("spec").put("goverance", true);

        JsonNode response = review(Review.create(spec));

        assertThat(response.path("allowed").booleanValue()).isFalse();
        assertThat(response.path("status")
                        .path("details")
                        .path("causes")
                        .path(0)
                        .path("reason")
                        .asString())
                .isEqualTo("schema/unknown-field");
        assertThat(response.path("status")
                        .path("details")
                        .path("causes")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("spec.goverance");
    }

    @Test
    void anUpdateIsJudgedByWhatItLeadsTo() throws Exception {
        assertThat(allowed(Review.update(Review.example(MINIMAL), Review.example(FULL))))
                .isTrue();
        assertThat(allowed(Review.update(Review.example(FULL), Review.example(MINIMAL))))
                .isFalse();
    }

    @Test
    void deletingAndConnectingAreLet() throws Exception {
        JsonNode deleted = review(Review.delete(Review.example(MINIMAL)));
        assertThat(deleted.path("allowed").booleanValue()).isTrue();
        assertThat(deleted.path("auditAnnotations").path("not-judged").asString())
                .isEqualTo("DELETE");
        assertThat(allowed(Review.of("CONNECT"))).isTrue();
    }

    @Test
    void aSubresourceIsLet() throws Exception {
        Review review = Review.update(Review.example(MINIMAL), Review.example(MINIMAL));
        review.request().put("subResource", "status");

        assertThat(review(review).path("auditAnnotations").path("not-judged").asString())
                .isEqualTo("subresource status");
    }

    @Test
    void aDryRunIsJudgedLikeAnyOther() throws Exception {
        Review review = Review.create(Review.example(MINIMAL));
        review.request().put("dryRun", true);

        assertThat(allowed(review)).isFalse();
        assertThat(webhook.decisions.get(webhook.decisions.size() - 1).request().dryRun())
                .isTrue();
    }

    @Test
    void anObjectThatIsBeingDeletedMayLoseFinalizersAndNothingElse() throws Exception {
        ObjectNode before = Review.example(MINIMAL);
        before.withObject("metadata").put("deletionTimestamp", "2026-11-25T00:00:00Z");
        before.withObject("metadata").withArray("finalizers").add("example.com/wait");
        ObjectNode released = before.deepCopy();
        released.withObject("metadata").remove("finalizers");
        released.withObject("metadata").put("resourceVersion", "2");
        ObjectNode changed = released.deepCopy();
        changed.withObject("spec").withObject("identity").withObject("model").put("id", "another");

        assertThat(review(Review.update(before, released))
                        .path("auditAnnotations")
                        .path("not-judged")
                        .asString())
                .isEqualTo("being deleted");
        assertThat(allowed(Review.update(before, changed))).isFalse();
    }

    @Test
    void unknownFieldsOfAReviewArePassedOver() throws Exception {
        Review review = Review.create(Review.example(FULL));
        review.root().put("new", 1);
        review.request().putObject("newer").put("x", 1);

        assertThat(allowed(review)).isTrue();
    }

    @Test
    void whatTheWebhookDoesNotJudgeIsAnError() throws Exception {
        Review review = Review.create(Review.example(FULL)).kind("", "v1", "ConfigMap");

        assertThat(failure(webhook.post(review.json(), "application/json"), 400))
                .isEqualTo(
                        "this webhook judges ModelSpecs of piqc.ai and workloads, and not v1 ConfigMap; take the resource out of the"
                                + " ValidatingWebhookConfiguration");
    }

    @Test
    void healthMetricsAndVersionAreServedOverBothProtocolsAndReviewsOverOneOnly() throws Exception {
        for (String url : new String[] {webhook.url(), webhook.httpUrl()}) {
            assertThat(webhook.get(url + "/livez").body()).isEqualTo("ok");
            assertThat(webhook.get(url + "/readyz").body()).isEqualTo("ok");
            assertThat(webhook.get(url + "/readyz?verbose").body())
                    .isEqualTo("[+]shutdown ok\n[+]policies ok\nreadyz check passed\n");
            assertThat(webhook.get(url + "/metrics").body()).contains("# TYPE jvm_memory_used_bytes gauge");
            assertThat(webhook.get(url + "/version").statusCode()).isEqualTo(200);
            assertThat(failure(webhook.get(url + "/nothing"), 404))
                    .isEqualTo("there is no /nothing; there are /validate, /livez, /readyz, /metrics and /version");
            assertThat(failure(webhook.get(url + "/validate"), 405)).isEqualTo("/validate does not take GET");
        }
    }

    @Test
    void requestsAreCounted() throws Exception {
        review(Review.create(Review.example(MINIMAL)));

        assertThat(webhook.get(webhook.httpUrl() + "/metrics").body())
                .contains("modelspec_webhook_requests_total{decision=\"deny\",dry_run=\"false\",judged=\"true\","
                        + "kind=\"ModelSpec\",operation=\"CREATE\"}")
                .contains("modelspec_webhook_findings_total{level=\"deny\",rule=\"accountability/owner-declared\"}")
                .contains("modelspec_webhook_phase_seconds_bucket{phase=\"judge\",le=\"0.005\"}");
    }

    private static boolean allowed(Review review) throws IOException, InterruptedException {
        return review(review).path("allowed").booleanValue();
    }

    private static JsonNode review(Review review) throws IOException, InterruptedException {
        return webhook.review(review.json());
    }

    /** The message of a Status, which an answer must be. */
    private static String failure(HttpResponse<String> answer, int code) {
        JsonNode status = TestWebhook.JSON.readTree(answer.body());
        assertThat(status.path("kind").asString()).isEqualTo("Status");
        assertThat(status.path("code").intValue()).isEqualTo(code).isEqualTo(answer.statusCode());
        return status.path("message").asString();
    }
}
