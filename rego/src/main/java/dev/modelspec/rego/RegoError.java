package dev.modelspec.rego;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the author of some Rego has to mend.
 *
 * @param code OPA's code, such as {@code rego_parse_error} or {@code rego_type_error}
 * @param message OPA's message, which may have several lines
 * @param file the path of the file in the workspace; null if the error is about no file
 * @param row 1-based line; 0 if unknown
 * @param column 1-based column; 0 if unknown
 */
public record RegoError(
        String code, String message, @Nullable String file, int row, int column) {
    private static final String CANCELLED = "eval_cancel_error";

    /** Whether it is an evaluation that reached its limit of time. */
    public boolean tookTooLong() {
        return code.equals(CANCELLED);
    }

    /** {@code file:row:column: message (code)}, leaving out what is unknown; further lines of the message follow, indented. */
    @Override
    public String toString() {
        var place = new StringBuilder();
        if (file != null) {
            place.append(file).append(':');
            if (row > 0) {
                place.append(row).append(':').append(column).append(':');
            }
            place.append(' ');
        }
        int end = message.indexOf('\n') < 0 ? message.length() : message.indexOf('\n');
        return place + message.substring(0, end) + " (" + code + ")"
                + message.substring(end).replace("\n", "\n  ");
    }
}
