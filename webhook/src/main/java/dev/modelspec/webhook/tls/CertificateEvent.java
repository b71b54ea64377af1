package dev.modelspec.webhook.tls;

/** What happened to a certificate or an authority. Told once: a failure that lasts is one event for as long as its text is the same. */
public sealed interface CertificateEvent {
    /**
     * Another one is in use from now on, for every connection that is opened.
     *
     * @param certificate the server's certificate, or the authority for clients that ends first
     */
    record Rotated(CertificateInfo certificate) implements CertificateEvent {}

    /**
     * Reading or renewing failed; what was in use stays in use.
     *
     * @param problem where, what, and how to mend it
     */
    record Failed(String problem) implements CertificateEvent {}
}
