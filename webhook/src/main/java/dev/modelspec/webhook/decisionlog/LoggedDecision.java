package dev.modelspec.webhook.decisionlog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One decision, as it is known when the answer goes out. {@code schema/decision.v1alpha1.json} describes the line made of it.
 *
 * @param time when the request was received
 * @param uid the uid of the request; whoever asks makes one up for a request without one, for it names the decision
 * @param operation {@code CREATE}, {@code UPDATE}, {@code DELETE} or {@code CONNECT}; null if the request could not be read
 * @param objectRef what the request was about
 * @param dryRun whether nothing was to be stored
 * @param user who asked
 * @param decision the verdict
 * @param code the HTTP code of the answer: 200 for what passes, 403 for a denial, others for an error
 * @param message what the answer said beside its findings, such as the reason of an error; null for nothing
 * @param findings what was found, in the order of the answer
 * @param profile the name of the profile that applied; null if none did
 * @param bundle the policies that were asked; null if none were
 * @param waivers names of the waivers that were used
 * @param durations how long each phase took, by its name, in order; {@code total} is the whole
 * @param traceId trace id of {@code traceparent} (W3C Trace Context), 32 hexadecimal digits; null if there is none
 * @param spanId span id of the webhook's own span, 16 hexadecimal digits; null if there is none
 * @param object the object that was judged; null if it is not to be logged. It is not changed, and must not be later on.
 */
public record LoggedDecision(
        Instant time,
        String uid,
        @Nullable String operation,
        ObjectRef objectRef,
        boolean dryRun,
        User user,
        Verdict decision,
        int code,
        @Nullable String message,
        List<Finding> findings,
        @Nullable String profile,
        @Nullable Bundle bundle,
        List<String> waivers,
        Map<String, Duration> durations,
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable JsonNode object) {

    /** What came of it. */
    public enum Verdict {
        /** It passes. */
        ALLOW,
        /** It passes with warnings. */
        WARN,
        /** It is refused. */
        DENY,
        /** There is no verdict; {@code failurePolicy} decides. */
        ERROR
    }

    /**
     * What a request is about, with the names of Kubernetes' audit events. Null is what the request does not say.
     *
     * @param apiGroup such as {@code piqc.ai}; empty for the core group
     * @param apiVersion such as {@code v1alpha1}
     * @param kind such as {@code ModelSpec}
     * @param resource such as {@code modelspecs}
     * @param subresource such as {@code status}
     * @param namespace null for what has none
     * @param name null if the server is to make one
     */
    public record ObjectRef(
            @Nullable String apiGroup,
            @Nullable String apiVersion,
            @Nullable String kind,
            @Nullable String resource,
            @Nullable String subresource,
            @Nullable String namespace,
            @Nullable String name) {}

    /**
     * Who asked, as the API server says.
     *
     * @param username such as {@code system:serviceaccount:team-a:deployer}; null if the request does not say
     * @param groups the groups of the user
     */
    public record User(@Nullable String username, List<String> groups) {
        /** Keeps a copy of the list. */
        public User {
            groups = List.copyOf(groups);
        }
    }

    /**
     * The policies that were asked.
     *
     * @param digest of the bundle, {@code sha256:…}
     * @param revision what its makers call this version; null if they do not
     */
    public record Bundle(String digest, @Nullable String revision) {}

    /**
     * One thing that was found.
     *
     * @param rule {@code category/rule-id}
     * @param level {@code deny} or {@code warn}
     * @param severity {@code critical}, {@code high}, {@code medium} or {@code low}
     * @param path JSON Pointer to what it is about
     * @param message what is wrong
     */
    public record Finding(String rule, String level, String severity, String path, String message) {}
}
