package dev.modelspec.webhook.server;

import dev.modelspec.webhook.admission.AdmissionRequest;
import org.jspecify.annotations.Nullable;

/** Is told of each request before the API server is. */
public interface DecisionListener {
    /** Listens to nothing. */
    DecisionListener NONE = new DecisionListener() {
        @Override
        public void judged(Decided decided) {}

        @Override
        public void failed(@Nullable AdmissionRequest request, int code, String message, @Nullable String traceId) {}
    };

    /** There is a verdict. What this throws makes it none. */
    void judged(Decided decided);

    /**
     * There is no verdict.
     *
     * @param request null if it could not be read
     * @param code of the HTTP answer
     */
    void failed(@Nullable AdmissionRequest request, int code, String message, @Nullable String traceId);
}
