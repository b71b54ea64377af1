package dev.modelspec.webhook.admission;

import dev.modelspec.engine.governance.User;
import dev.modelspec.engine.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * What an API server asks: the {@code request} of an AdmissionReview, as far as it matters here.
 *
 * @param uid by which the API server knows the answer
 * @param kind of the object
 * @param resource that serves it, such as {@code modelspecs}; empty if the API server does not say
 * @param subResource such as {@code status}; null for the object itself
 * @param namespace null for an object that is in none
 * @param name of the object; null if the API server is yet to make one up
 * @param user who asks
 * @param dryRun whether nothing will be stored, whatever the answer
 * @param object as it will be, in JSON; null if it will not be
 * @param oldObject as it was, in JSON; null if it was not
 */
public record AdmissionRequest(
        String uid,
        Resource kind,
        String resource,
        @Nullable String subResource,
        @Nullable String namespace,
        @Nullable String name,
        Operation operation,
        User user,
        boolean dryRun,
        @Nullable Source object,
        @Nullable Source oldObject) {}
