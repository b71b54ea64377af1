package dev.modelspec.engine.policy.builtin;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount and its unit as {@code units.parse} and {@code units.parse_bytes} split them: {@code 1.5e3} and {@code Ki}. */
record Quantity(String number, String unit) {
    private static final int LONGEST_EXPONENT = 6;

    private static final Pattern EXPONENT = Pattern.compile("[eE][+-]?([0-9]+)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    static Quantity parse(String builtin, String text) throws BuiltinException {
        String plain = text.replace("\"", "");
        if (plain.indexOf(' ') >= 0) {
            throw new BuiltinException(builtin + ": spaces not allowed in resource strings");
        }
        String number = plain.substring(0, numberEnd(plain));
        Matcher exponent = EXPONENT.matcher(number);
        while (exponent.find()) {
            if (exponent.group(1).length() > LONGEST_EXPONENT) {
                throw new BuiltinException(builtin + ": exponent too large");
            }
        }
        if (number.isEmpty()) {
            throw new BuiltinException(builtin + ": no amount provided");
        }
        return new Quantity(number, plain.substring(number.length()));
    }

    BigDecimal amount(String builtin) throws BuiltinException {
        if (!NUMBER.matcher(number).matches()) {
            throw new BuiltinException(builtin + ": could not parse amount to a number");
        }
        return new BigDecimal(number);
    }

    /** Where the unit starts: an e belongs to the number only if a digit or a sign follows. */
    private static int numberEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isExponent = (c == 'e' || c == 'E') && i + 1 < text.length() && isPart(text.charAt(i + 1), "+-");
            if (!isExponent && !isPart(c, ".+-")) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isPart(char c, String others) {
        return (c >= '0' && c <= '9') || others.indexOf(c) >= 0;
    }

    /** Lower case by single characters, as Go has it. */
    static String lowerCase(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
