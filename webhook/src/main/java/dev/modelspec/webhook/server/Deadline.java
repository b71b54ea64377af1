package dev.modelspec.webhook.server;

import dev.modelspec.webhook.server.HttpFailure.Reason;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When an answer is of no use any more. */
final class Deadline {
    private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)");

    /** What the way back, and writing the answer, are given. */
    private static final Duration RESERVE = Duration.ofMillis(200);

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /**
     * The deadline of a request that begins now.
     *
     * @param timeout what the API server waits, as it says in the parameter {@code timeout}: {@code 10s}
     * @param otherwise what to take if it does not say
     */
    static Deadline of(@Nullable String timeout, Duration otherwise) {
        Duration waits = timeout == null ? otherwise : parse(timeout);
        // Of a short time, most of it is for judging.
        Duration reserve = waits.dividedBy(5).compareTo(RESERVE) < 0 ? waits.dividedBy(5) : RESERVE;
        return new Deadline(System.nanoTime() + waits.minus(reserve).toNanos());
    }

    private static Duration parse(String text) {
        Matcher part = PART.matcher(text);
        double seconds = 0;
        int at = 0;
        while (part.find() && part.start() == at) {
            double number = Double.parseDouble(part.group(1));
            seconds += switch (part.group(2)) {
                case "ms" -> number / 1000;
                case "m" -> number * 60;
                case "h" -> number * 3600;
                default -> number;
            };
            at = part.end();
        }
        if (at != text.length() || seconds <= 0 || seconds > 3600) {
            throw new HttpFailure(Reason.BAD_REQUEST, "the parameter timeout must be a time such as 10s, not " + text);
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /** How much is left; negative if it has passed. */
    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /** What a client is told when it has passed. */
    HttpFailure missed() {
        return new HttpFailure(Reason.TIMEOUT, "the request could not be judged in the time that the API server waits");
    }
}
