package dev.modelspec.engine.policy.builtin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** The arguments of one call, read by type. Positions count from 0; messages count from 1 and read as OPA's do. */
record Arguments(BuiltinContext context, List<RegoValue> values) {

    RegoValue value(int position) {
        return values.get(position);
    }

    String string(int position) throws BuiltinException {
        if (value(position) instanceof RegoString string) {
            return string.value();
        }
        throw wrongType(position, "string");
    }

    /** The bytes of a string, for digests and encodings. */
    byte[] bytes(int position) throws BuiltinException {
        return RegoText.encode(string(position));
    }

    RegoNumber number(int position) throws BuiltinException {
        if (value(position) instanceof RegoNumber number) {
            return number;
        }
        throw wrongType(position, "number");
    }

    long integer(int position) throws BuiltinException {
        OptionalLong value = number(position).asLong();
        if (value.isPresent()) {
            return value.getAsLong();
        }
        throw notWhole(position);
    }

    BigInteger bigInteger(int position) throws BuiltinException {
        if (!(value(position) instanceof RegoNumber number)) {
            throw wrongType(position, "integer");
        }
        BigInteger whole = number.asWhole();
        if (whole != null) {
            return whole;
        }
        throw notWhole(position);
    }

    RegoArray array(int position) throws BuiltinException {
        if (value(position) instanceof RegoArray array) {
            return array;
        }
        throw wrongType(position, "array");
    }

    RegoObject object(int position) throws BuiltinException {
        if (value(position) instanceof RegoObject object) {
            return object;
        }
        throw wrongType(position, "object");
    }

    /** The elements of an array or a set. */
    Collection<RegoValue> elements(int position, String... expected) throws BuiltinException {
        return RegoCollections.elements(value(position)).orElseThrow(() -> wrongType(position, expected));
    }

    /** The strings in an array or a set of strings. */
    List<String> strings(int position, String... expected) throws BuiltinException {
        List<String> strings = new ArrayList<>();
        for (RegoValue element : elements(position, expected)) {
            if (!(element instanceof RegoString string)) {
                String composite = value(position).typeName();
                throw invalid(
                        position,
                        "must be %1$s of strings but got %1$s containing %2$s"
                                .formatted(composite, element.typeName()));
            }
            strings.add(string.value());
        }
        return strings;
    }

    BuiltinException wrongType(int position, String... expected) {
        String wanted = expected.length == 1 ? expected[0] : "one of {" + String.join(", ", expected) + "}";
        return invalid(
                position, "must be " + wanted + " but got " + value(position).typeName());
    }

    BuiltinException invalid(int position, String what) {
        return new BuiltinException("operand " + (position + 1) + " " + what);
    }

    private BuiltinException notWhole(int position) {
        return invalid(position, "must be integer number but got floating-point number");
    }
}
