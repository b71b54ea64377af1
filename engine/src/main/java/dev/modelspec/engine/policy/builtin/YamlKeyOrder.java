package dev.modelspec.engine.policy.builtin;

import java.util.Comparator;

/** The order in which go-yaml writes keys: digits inside of them count as numbers, so {@code a2} is before {@code a10}. */
final class YamlKeyOrder implements Comparator<String> {
    static final YamlKeyOrder INSTANCE = new YamlKeyOrder();

    private YamlKeyOrder() {}

    @Override
    public int compare(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (a[i] != b[i]) {
                return isLess(a, b, i) ? -1 : 1;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    /** Decides at the first character that differs. */
    private static boolean isLess(int[] a, int[] b, int at) {
        boolean leftIsLetter = Character.isLetter(a[at]);
        boolean rightIsLetter = Character.isLetter(b[at]);
        if (leftIsLetter && rightIsLetter) {
            return a[at] < b[at];
        }
        if (leftIsLetter || rightIsLetter) {
            boolean afterDigit = at > 0 && Character.isDigit(a[at - 1]);
            return afterDigit ? leftIsLetter : rightIsLetter;
        }
        long start = (a[at] == '0' || b[at] == '0') && followsNumber(a, at) ? 1 : 0;
        int leftEnd = digitsEnd(a, at);
        int rightEnd = digitsEnd(b, at);
        long leftNumber = number(start, a, at, leftEnd);
        long rightNumber = number(start, b, at, rightEnd);
        if (leftNumber != rightNumber) {
            return leftNumber < rightNumber;
        }
        return leftEnd != rightEnd ? leftEnd < rightEnd : a[at] < b[at];
    }

    /** Whether the digits right before a place are more than leading zeros. */
    private static boolean followsNumber(int[] text, int at) {
        for (int i = at - 1; i >= 0 && Character.isDigit(text[i]); i--) {
            if (text[i] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int digitsEnd(int[] text, int from) {
        int end = from;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static long number(long start, int[] text, int from, int to) {
        long number = start;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }
}
