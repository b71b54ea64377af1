package dev.modelspec.webhook.config;

/** What an API server does when the webhook gives no verdict. */
public enum FailurePolicy {
    /** Refuses the object. */
    FAIL("Fail"),
    /** Lets the object in, unjudged. */
    IGNORE("Ignore");

    private final String id;

    FailurePolicy(String id) {
        this.id = id;
    }

    /** As Kubernetes writes it. */
    public String id() {
        return id;
    }
}
