package dev.modelspec.webhook.admission;

/** What is about to happen to an object. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
}
