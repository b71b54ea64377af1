package dev.modelspec.engine.policy.builtin;

import dev.modelspec.engine.policy.builtin.SimpleGlob.Repeat;
import dev.modelspec.engine.policy.builtin.SimpleGlob.Token;
import java.util.List;

/**
 * {@code regex.globs_match}: whether some text matches two patterns. It decides as the library behind OPA does, which is
 * greedy and now and then misses a common text: of {@code a*b*} and {@code a} it says that they have none.
 */
final class GlobIntersection {
    private GlobIntersection() {}

    static boolean exists(List<Token> left, List<Token> right) {
        int start = 0;
        while (isPlain(left, start) && isPlain(right, start)) {
            if (!left.get(start).overlaps(right.get(start))) {
                return false;
            }
            start++;
        }
        // The search needs at least one token on each side, so one of those already compared stays at either end.
        start = Math.max(0, start - 1);
        int cut = 0;
        while (left.size() - 1 - cut >= start
                && right.size() - 1 - cut >= start
                && isPlain(left, left.size() - 1 - cut)
                && isPlain(right, right.size() - 1 - cut)) {
            if (!left.get(left.size() - 1 - cut).overlaps(right.get(right.size() - 1 - cut))) {
                return false;
            }
            cut++;
        }
        cut = Math.max(0, cut - 1);
        return intersect(left.subList(start, left.size() - cut), right.subList(start, right.size() - cut));
    }

    private static boolean intersect(List<Token> left, List<Token> right) {
        BuiltinFault.stopIfInterrupted();
        int i = 0;
        while (isPlain(left, i) && isPlain(right, i)) {
            if (!left.get(i).overlaps(right.get(i))) {
                return false;
            }
            i++;
        }
        if (i >= left.size() || i >= right.size()) {
            return left.size() == right.size();
        }
        boolean leftRepeats = left.get(i).repeat() != Repeat.ONCE;
        List<Token> repeating = rest(leftRepeats ? left : right, i);
        List<Token> other = rest(leftRepeats ? right : left, i);
        return repeating.get(0).repeat() == Repeat.ANY
                ? intersectAny(repeating, other)
                : intersectSome(repeating, other);
    }

    /** The first token takes one of the others and then any number; or the first of the others takes it, if that repeats. */
    private static boolean intersectSome(List<Token> repeating, List<Token> other) {
        if (!repeating.get(0).overlaps(other.get(0))) {
            return false;
        }
        return intersectAny(repeating, rest(other, 1))
                || (other.get(0).repeat() != Repeat.ONCE && intersect(rest(repeating, 1), other));
    }

    /** The first token takes others as long as it can, and wherever the token behind it fits, that is tried too. */
    private static boolean intersectAny(List<Token> repeating, List<Token> other) {
        Token token = repeating.get(0);
        boolean isLast = repeating.size() == 1;
        for (int i = 0; i < other.size(); i++) {
            boolean nextFits = !isLast && repeating.get(1).overlaps(other.get(i));
            if (nextFits && intersect(rest(repeating, 1), rest(other, i))) {
                return true;
            }
            if (!token.overlaps(other.get(i))) {
                return false;
            }
        }
        return isLast;
    }

    private static boolean isPlain(List<Token> tokens, int index) {
        return index < tokens.size() && tokens.get(index).repeat() == Repeat.ONCE;
    }

    private static List<Token> rest(List<Token> tokens, int from) {
        return tokens.subList(from, tokens.size());
    }
}
