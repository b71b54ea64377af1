package dev.modelspec.webhook.admission;

/** What was sent is no AdmissionReview that can be answered. */
public final class BadReviewException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message says what is wrong and what was expected. */
    public BadReviewException(String message) {
        super(message);
    }
}
