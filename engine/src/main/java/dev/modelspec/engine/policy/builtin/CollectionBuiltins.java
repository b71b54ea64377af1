package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Functions over arrays, sets and objects. */
final class CollectionBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin("graph.reachable_paths", a -> GraphPaths.find(a.object(0), a.elements(1, "{array, set}"))),
            builtin("numbers.range_step", CollectionBuiltins::rangeStep),
            builtin("object.subset", CollectionBuiltins::isSubset));

    /** No Wasm policy could hold more; OPA has no limit but its memory. */
    private static final int LARGEST_RANGE = 5_000_000;

    private CollectionBuiltins() {}

    private static RegoValue rangeStep(Arguments arguments) throws BuiltinException {
        BigInteger from = arguments.bigInteger(0);
        BigInteger to = arguments.bigInteger(1);
        BigInteger step = arguments.bigInteger(2);
        if (step.signum() <= 0) {
            throw new BuiltinException("numbers.range_step: step must be a positive integer");
        }
        BigInteger steps = to.subtract(from).abs().divide(step);
        if (steps.compareTo(BigInteger.valueOf(LARGEST_RANGE)) >= 0) {
            throw new BuiltinFault("numbers.range_step: a range of more than " + LARGEST_RANGE + " numbers");
        }
        BigInteger change = from.compareTo(to) <= 0 ? step : step.negate();
        List<RegoValue> numbers = new ArrayList<>();
        BigInteger number = from;
        for (int i = 0; i <= steps.intValue(); i++) {
            numbers.add(RegoNumber.of(number));
            number = number.add(change);
        }
        return new RegoArray(numbers);
    }

    private static RegoValue isSubset(Arguments arguments) throws BuiltinException {
        RegoValue larger = arguments.value(0);
        RegoValue smaller = arguments.value(1);
        if (larger instanceof RegoArray array && smaller instanceof RegoSet set) {
            return RegoBoolean.of(holdsAll(array, set));
        }
        if (larger.getClass() != smaller.getClass()
                || !(larger instanceof RegoObject || larger instanceof RegoSet || larger instanceof RegoArray)) {
            throw new BuiltinException("both arguments object.subset must be of the same type or array and set");
        }
        return RegoBoolean.of(isPart(larger, smaller));
    }

    /** Whether two values are equal, or the second is part of the first: a subset, a row inside an array, a partial object. */
    private static boolean isPart(RegoValue larger, RegoValue smaller) {
        if (larger instanceof RegoObject object && smaller instanceof RegoObject part) {
            return part.entries().entrySet().stream().allMatch(entry -> {
                RegoValue value = object.entries().get(entry.getKey());
                return value != null && isPart(value, entry.getValue());
            });
        }
        if (larger instanceof RegoSet set && smaller instanceof RegoSet part) {
            return set.elements().containsAll(part.elements());
        }
        if (larger instanceof RegoArray array && smaller instanceof RegoArray part) {
            return part.elements().isEmpty() || Collections.indexOfSubList(array.elements(), part.elements()) >= 0;
        }
        return larger.equals(smaller);
    }

    /** OPA counts how many elements of the array are in the set, repeated ones each time, and stops when there are enough. */
    private static boolean holdsAll(RegoArray array, RegoSet set) {
        long found = array.elements().stream().filter(set.elements()::contains).count();
        return !array.elements().isEmpty() && found >= set.elements().size();
    }
}
