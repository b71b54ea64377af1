package dev.modelspec.engine.policy.builtin;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as semver.org 2.0.0 defines it, with a leading {@code v} allowed as in OPA. The order ignores build metadata;
 * equality of records does not matter here.
 */
record SemanticVersion(long major, long minor, long patch, List<String> preRelease)
        implements Comparable<SemanticVersion> {
    private static final String NUMBER = "(0|[1-9][0-9]*)";

    /** Possessive, because the Java regex engine would go as deep into its stack as there are identifiers. */
    private static final String IDENTIFIERS = "([0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+)";

    private static final Pattern VERSION = Pattern.compile(
            "v?" + NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-" + IDENTIFIERS + ")?(?:\\+" + IDENTIFIERS + ")?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    static Optional<SemanticVersion> parse(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> preRelease =
                matcher.group(4) == null ? List.of() : List.of(matcher.group(4).split("\\.", -1));
        if (preRelease.stream().anyMatch(SemanticVersion::hasLeadingZero)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SemanticVersion(
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    Long.parseLong(matcher.group(3)),
                    preRelease));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** Answers -1, 0 or 1. */
    @Override
    public int compareTo(SemanticVersion other) {
        int[] orders = {
            Long.compare(major, other.major),
            Long.compare(minor, other.minor),
            Long.compare(patch, other.patch),
            comparePreRelease(preRelease, other.preRelease)
        };
        for (int order : orders) {
            if (order != 0) {
                return Integer.signum(order);
            }
        }
        return 0;
    }

    private static int comparePreRelease(List<String> left, List<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareIdentifier(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareIdentifier(String left, String right) {
        boolean leftIsNumber = isNumber(left);
        boolean rightIsNumber = isNumber(right);
        if (leftIsNumber && rightIsNumber) {
            return Long.compare(saturated(left), saturated(right));
        }
        return leftIsNumber == rightIsNumber ? left.compareTo(right) : Boolean.compare(rightIsNumber, leftIsNumber);
    }

    /** OPA counts every number beyond 64 bits as the largest. */
    private static long saturated(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean isNumber(String identifier) {
        return DIGITS.matcher(identifier).matches();
    }

    private static boolean hasLeadingZero(String identifier) {
        return identifier.length() > 1 && identifier.startsWith("0") && isNumber(identifier);
    }
}
