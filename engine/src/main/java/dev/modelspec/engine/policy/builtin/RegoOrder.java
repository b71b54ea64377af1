package dev.modelspec.engine.policy.builtin;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;

/** Rego's total order over values. */
final class RegoOrder {
    private static final Comparator<Map.Entry<RegoValue, RegoValue>> BY_KEY_THEN_VALUE =
            Map.Entry.<RegoValue, RegoValue>comparingByKey().thenComparing(Map.Entry.comparingByValue());

    private RegoOrder() {}

    static int compare(RegoValue left, RegoValue right) {
        if (left instanceof RegoBoolean a && right instanceof RegoBoolean b) {
            return Boolean.compare(a.value(), b.value());
        }
        if (left instanceof RegoNumber a && right instanceof RegoNumber b) {
            return a.compareNumber(b);
        }
        if (left instanceof RegoString a && right instanceof RegoString b) {
            return RegoText.compare(a.value(), b.value());
        }
        if (left instanceof RegoArray a && right instanceof RegoArray b) {
            return compareAll(a.elements(), b.elements(), Comparator.naturalOrder());
        }
        if (left instanceof RegoObject a && right instanceof RegoObject b) {
            return compareAll(a.entries().entrySet(), b.entries().entrySet(), BY_KEY_THEN_VALUE);
        }
        if (left instanceof RegoSet a && right instanceof RegoSet b) {
            return compareAll(a.elements(), b.elements(), Comparator.naturalOrder());
        }
        return Integer.compare(kind(left), kind(right));
    }

    private static <T> int compareAll(Iterable<T> left, Iterable<T> right, Comparator<T> order) {
        Iterator<T> a = left.iterator();
        Iterator<T> b = right.iterator();
        while (a.hasNext() && b.hasNext()) {
            int result = order.compare(a.next(), b.next());
            if (result != 0) {
                return result;
            }
        }
        return Boolean.compare(a.hasNext(), b.hasNext());
    }

    private static int kind(RegoValue value) {
        if (value instanceof RegoNull) {
            return 0;
        }
        if (value instanceof RegoBoolean) {
            return 1;
        }
        if (value instanceof RegoNumber) {
            return 2;
        }
        if (value instanceof RegoString) {
            return 3;
        }
        if (value instanceof RegoArray) {
            return 4;
        }
        return value instanceof RegoObject ? 5 : 6;
    }
}
