package dev.modelspec.engine.policy.builtin;

import java.math.BigInteger;
import java.util.Locale;

/** Formats whole numbers as Go's {@code fmt} does for {@code int64}, and {@code math/big} for larger ones. */
final class GoInteger {
    private GoInteger() {}

    static String decimal(GoFlags flags, BigInteger value) {
        return format(flags, value, 'd', 10);
    }

    /**
     * Formats by one of the verbs {@code b o O d x X}.
     *
     * @param base the base that the verb stands for
     */
    static String format(GoFlags flags, BigInteger value, char verb, int base) {
        boolean nothing = flags.precision == 0 && value.signum() == 0;
        if (nothing) {
            return flags.padWithSpaces("");
        }
        String sign = value.signum() < 0 ? "-" : flags.plus ? "+" : flags.space ? " " : "";
        String digits = value.abs().toString(base);
        int wanted = flags.hasPrecision() ? flags.precision : flags.padsWithZeros() ? flags.width - sign.length() : 0;
        digits = "0".repeat(Math.max(0, wanted - digits.length())) + digits;
        String text = sign + prefix(flags, verb, digits) + digits;
        return flags.padWithSpaces(verb == 'X' ? text.toUpperCase(Locale.ROOT) : text);
    }

    private static String prefix(GoFlags flags, char verb, String digits) {
        String octal = flags.sharp && !digits.startsWith("0") ? "0" : "";
        return switch (verb) {
            case 'O' -> "0o" + octal;
            case 'o' -> octal;
            case 'b' -> flags.sharp ? "0b" : "";
            case 'x', 'X' -> flags.sharp ? "0x" : "";
            default -> "";
        };
    }

    /**
     * Formats an integer beyond 64 bits. Other than for smaller ones, the prefix counts as part of the width that is filled
     * with zeros, and {@code %+v} and {@code %#v} act as {@code %+d} and {@code %#d}.
     */
    static String formatBig(GoFlags flags, BigInteger value, char verb, int base) {
        boolean sharp = flags.sharp || flags.sharpVerb;
        String sign = value.signum() < 0 ? "-" : flags.plus || flags.plusVerb ? "+" : flags.space ? " " : "";
        String prefix = verb == 'O'
                ? "0o"
                : !sharp
                        ? ""
                        : switch (verb) {
                            case 'b' -> "0b";
                            case 'o' -> "0";
                            case 'x' -> "0x";
                            case 'X' -> "0X";
                            default -> "";
                        };
        String digits = value.abs().toString(base);
        digits = verb == 'X' ? digits.toUpperCase(Locale.ROOT) : digits;
        int fixed = sign.length() + prefix.length();
        int wanted = flags.hasPrecision() ? flags.precision : flags.padsWithZeros() ? flags.width - fixed : 0;
        digits = "0".repeat(Math.max(0, wanted - digits.length())) + digits;
        return flags.padWithSpaces(sign + prefix + digits);
    }

    /** {@code %U}: {@code U+0041}, and with {@code #} also the character. */
    static String unicode(GoFlags flags, long value) {
        String hex = Long.toHexString(value).toUpperCase(Locale.ROOT);
        String text = "U+" + "0".repeat(Math.max(0, Math.max(4, flags.precision) - hex.length())) + hex;
        boolean isCharacter = value >= 0 && value <= Character.MAX_CODE_POINT && GoQuote.isPrintable((int) value);
        return flags.padWithSpaces(
                flags.sharp && isCharacter ? text + " '" + Character.toString((int) value) + "'" : text);
    }

    /** The character of a number; what is none becomes U+FFFD. */
    static int character(long value) {
        boolean valid = value >= 0
                && value <= Character.MAX_CODE_POINT
                && !(value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE);
        return valid ? (int) value : 0xFFFD;
    }
}
