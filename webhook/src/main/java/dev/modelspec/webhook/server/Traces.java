package dev.modelspec.webhook.server;

import io.javalin.http.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the trace that a request belongs to, as W3C Trace Context has it. */
final class Traces {
    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}.*");

    private Traces() {}

    /** The id of the trace, 32 hexadecimal digits; null if the request belongs to none. */
    static @Nullable String id(Context http) {
        String parent = http.header("traceparent");
        if (parent == null) {
            return null;
        }
        Matcher matcher = TRACE_PARENT.matcher(parent);
        return matcher.matches() && !matcher.group(1).matches("0+") ? matcher.group(1) : null;
    }
}
