package dev.modelspec.engine.policy.builtin;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * Prints one argument by one verb, as Go's {@code fmt} does.
 *
 * <p>An argument is a {@link String}, {@link Long}, {@link BigInteger} or {@link Double}, which stand for Go's {@code string},
 * {@code int64}, {@code *big.Int} and {@code float64}: those are the types that OPA hands to {@code fmt}.
 */
final class GoPrinter {
    private GoPrinter() {}

    static String print(GoFlags flags, Object argument, int verb) throws BuiltinException {
        if (verb == 'T') {
            return flags.pad(flags.truncate(typeName(argument)));
        }
        if (argument instanceof Long number) {
            return printInteger(flags, number, verb);
        }
        if (argument instanceof Double number) {
            return printFloat(flags, number, verb);
        }
        return argument instanceof BigInteger number
                ? printBigInteger(flags, number, verb)
                : printString(flags, (String) argument, verb);
    }

    static String typeName(Object argument) {
        if (argument instanceof Long) {
            return "int64";
        }
        if (argument instanceof Double) {
            return "float64";
        }
        return argument instanceof BigInteger ? "*big.Int" : "string";
    }

    /** What Go prints where a verb does not fit the argument: {@code %!d(string=hi)}. */
    private static String badVerb(GoFlags flags, Object argument, int verb) throws BuiltinException {
        return "%!" + Character.toString(verb) + "(" + typeName(argument) + "=" + print(flags, argument, 'v') + ")";
    }

    private static String printInteger(GoFlags flags, Long value, int verb) throws BuiltinException {
        BigInteger number = BigInteger.valueOf(value);
        return switch (verb) {
            case 'v', 'd' -> GoInteger.decimal(flags, number);
            case 'b' -> GoInteger.format(flags, number, 'b', 2);
            case 'o', 'O' -> GoInteger.format(flags, number, (char) verb, 8);
            case 'x', 'X' -> GoInteger.format(flags, number, (char) verb, 16);
            case 'c' -> flags.pad(Character.toString(GoInteger.character(value)));
            case 'q' -> flags.pad(GoQuote.quoteCharacter(GoInteger.character(value), flags.plus));
            case 'U' -> GoInteger.unicode(flags, value);
            default -> badVerb(flags, value, verb);
        };
    }

    private static String printBigInteger(GoFlags flags, BigInteger value, int verb) throws BuiltinException {
        return switch (verb) {
            case 'v', 'd', 's' -> GoInteger.formatBig(flags, value, 'd', 10);
            case 'b' -> GoInteger.formatBig(flags, value, 'b', 2);
            case 'o', 'O' -> GoInteger.formatBig(flags, value, (char) verb, 8);
            case 'x', 'X' -> GoInteger.formatBig(flags, value, (char) verb, 16);
            case 'p', 'w' -> throw new BuiltinException("%" + (char) verb + " prints the memory of a large integer");
            default -> "%!" + Character.toString(verb) + "(big.Int=" + value + ")";
        };
    }

    private static String printString(GoFlags flags, String text, int verb) throws BuiltinException {
        return switch (verb) {
            case 's' -> flags.pad(flags.truncate(text));
            case 'v' -> flags.sharpVerb ? printQuoted(flags, text) : flags.pad(flags.truncate(text));
            case 'q' -> printQuoted(flags, text);
            case 'x', 'X' -> printHex(flags, text, verb == 'X');
            default -> badVerb(flags, text, verb);
        };
    }

    private static String printQuoted(GoFlags flags, String text) {
        String shown = flags.truncate(text);
        if (flags.sharp && GoQuote.canBackquote(shown)) {
            return flags.pad("`" + shown + "`");
        }
        return flags.pad(flags.plus ? GoQuote.quoteToAscii(shown) : GoQuote.quote(shown));
    }

    private static String printHex(GoFlags flags, String text, boolean upperCase) {
        byte[] bytes = RegoText.encode(text);
        int length = flags.hasPrecision() ? Math.min(flags.precision, bytes.length) : bytes.length;
        String prefix = !flags.sharp ? "" : upperCase ? "0X" : "0x";
        HexFormat format = upperCase ? HexFormat.of().withUpperCase() : HexFormat.of();
        if (flags.space) {
            format = format.withDelimiter(" ").withPrefix(prefix);
            prefix = "";
        }
        return flags.pad(length == 0 ? "" : prefix + format.formatHex(bytes, 0, length));
    }

    private static String printFloat(GoFlags flags, Double value, int verb) throws BuiltinException {
        return switch (verb) {
            case 'v' -> GoFloatDirective.format(flags, value, 'g', GoFloat.SHORTEST);
            case 'b', 'g', 'G', 'x', 'X' -> GoFloatDirective.format(flags, value, (char) verb, GoFloat.SHORTEST);
            case 'f', 'e', 'E' -> GoFloatDirective.format(flags, value, (char) verb, 6);
            case 'F' -> GoFloatDirective.format(flags, value, 'f', 6);
            default -> badVerb(flags, value, verb);
        };
    }
}
