package dev.modelspec.engine.policy.builtin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** {@code sprintf}: hands Rego values to Go's formats as OPA does. */
final class Sprintf {
    private Sprintf() {}

    static String format(String format, RegoArray arguments) throws BuiltinException {
        List<Object> converted = new ArrayList<>();
        for (RegoValue argument : arguments.elements()) {
            converted.add(convert(argument));
        }
        return GoPrintf.format(format, converted);
    }

    /** Numbers and strings stay what they are; all else becomes the text of the Rego term. */
    private static Object convert(RegoValue value) {
        if (value instanceof RegoNumber number) {
            return convert(number);
        }
        return value instanceof RegoString string ? string.value() : term(value);
    }

    private static Object convert(RegoNumber number) {
        if (number.isWrittenAsFloat()) {
            double value = Double.parseDouble(number.text());
            return Double.isInfinite(value) ? number.text() : (Object) value;
        }
        OptionalLong small = number.asLong();
        return small.isPresent() ? (Object) small.getAsLong() : new BigInteger(number.text());
    }

    /** A value as OPA prints it: like JSON, with Go's escapes in strings and a space after commas and colons. */
    static String term(RegoValue value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, RegoValue value) {
        if (value instanceof RegoString string) {
            out.append(GoQuote.quote(string.value()));
        } else if (value instanceof RegoArray array) {
            appendAll(out.append('['), array.elements());
            out.append(']');
        } else if (value instanceof RegoSet set) {
            appendSet(out, set);
        } else if (value instanceof RegoObject object) {
            appendObject(out, object);
        } else {
            out.append(value.toText());
        }
    }

    private static void appendSet(StringBuilder out, RegoSet set) {
        if (set.elements().isEmpty()) {
            out.append("set()");
            return;
        }
        appendAll(out.append('{'), set.elements());
        out.append('}');
    }

    private static void appendAll(StringBuilder out, Iterable<RegoValue> elements) {
        for (Iterator<RegoValue> i = elements.iterator(); i.hasNext(); ) {
            append(out, i.next());
            out.append(i.hasNext() ? ", " : "");
        }
    }

    private static void appendObject(StringBuilder out, RegoObject object) {
        out.append('{');
        String separator = "";
        for (var entry : object.entries().entrySet()) {
            append(out.append(separator), entry.getKey());
            append(out.append(": "), entry.getValue());
            separator = ", ";
        }
        out.append('}');
    }
}
