package dev.modelspec.engine.policy.builtin;

/**
 * A Rego value. Unlike JSON, Rego has sets, and any value may be the key of an object, so both are kept apart from arrays and
 * from strings.
 *
 * <p>Values are immutable. The natural order is Rego's total order: null, booleans, numbers, strings, arrays, objects, sets,
 * and inside a kind by content. Equality agrees with it, so {@code 1} equals {@code 1.0}.
 */
public sealed interface RegoValue extends Comparable<RegoValue>
        permits RegoNull, RegoBoolean, RegoNumber, RegoString, RegoArray, RegoObject, RegoSet {

    /** The name that OPA gives this kind of value: {@code null}, {@code boolean}, {@code number}, … */
    String typeName();

    /** Reads the text that OPA's Wasm function {@code opa_value_dump} writes. */
    static RegoValue parse(String text) {
        return new RegoReader(text).readAll();
    }

    /** The text that OPA's Wasm function {@code opa_value_parse} reads. */
    default String toText() {
        return RegoWriter.write(this);
    }

    @Override
    default int compareTo(RegoValue other) {
        return RegoOrder.compare(this, other);
    }
}
