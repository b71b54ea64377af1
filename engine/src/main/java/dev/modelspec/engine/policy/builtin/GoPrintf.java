package dev.modelspec.engine.policy.builtin;

import java.util.List;

/**
 * Go's {@code fmt.Sprintf}: flags, width, precision, argument indexes, and the notes that Go puts into the text when format
 * and arguments do not fit. The arguments are those that {@link GoPrinter} knows.
 */
final class GoPrintf {
    /** Go takes larger widths and precisions for mistakes. */
    private static final int LARGEST_NUMBER = 1_000_000;

    private static final int SHORTEST_INDEX = "[1]".length();

    private final String format;
    private final List<Object> arguments;
    private final StringBuilder out = new StringBuilder();
    private int position;
    private int argument;

    /** The last thing read was an argument index such as {@code [3]}. */
    private boolean afterIndex;

    private boolean indexIsGood;
    private boolean reordered;

    private GoPrintf(String format, List<Object> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    static String format(String format, List<Object> arguments) throws BuiltinException {
        GoPrintf printf = new GoPrintf(format, arguments);
        printf.run();
        return printf.out.toString();
    }

    private void run() throws BuiltinException {
        while (position < format.length()) {
            int percent = format.indexOf('%', position);
            out.append(format, position, percent < 0 ? format.length() : percent);
            if (percent < 0) {
                break;
            }
            position = percent + 1;
            directive();
        }
        if (!reordered && argument < arguments.size()) {
            reportExtraArguments();
        }
    }

    private void directive() throws BuiltinException {
        indexIsGood = true;
        afterIndex = false;
        GoFlags flags = readFlags();
        readIndex();
        readWidth(flags);
        readPrecision(flags);
        if (!afterIndex) {
            readIndex();
        }
        if (position >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(position);
        position += Character.charCount(verb);
        printArgument(flags, RegoText.isRaw(verb) ? 0xFFFD : verb);
    }

    private void printArgument(GoFlags flags, int verb) throws BuiltinException {
        String name = "%!" + Character.toString(verb);
        if (verb == '%') {
            out.append('%');
        } else if (!indexIsGood) {
            out.append(name).append("(BADINDEX)");
        } else if (argument >= arguments.size()) {
            out.append(name).append("(MISSING)");
        } else {
            if (verb == 'v' || verb == 'w') {
                flags.giveToVerb();
            }
            out.append(GoPrinter.print(flags, arguments.get(argument++), verb));
        }
    }

    private GoFlags readFlags() {
        GoFlags flags = new GoFlags();
        for (; position < format.length(); position++) {
            switch (format.charAt(position)) {
                case '#' -> flags.sharp = true;
                case '0' -> flags.zero = true;
                case '+' -> flags.plus = true;
                case '-' -> flags.minus = true;
                case ' ' -> flags.space = true;
                default -> {
                    return flags;
                }
            }
        }
        return flags;
    }

    private void readWidth(GoFlags flags) {
        if (accept('*')) {
            flags.width = numberArgument();
            if (flags.width == GoFlags.ABSENT) {
                out.append("%!(BADWIDTH)");
            } else if (flags.width < 0) {
                flags.width = -flags.width;
                flags.minus = true;
                flags.zero = false;
            }
            afterIndex = false;
        } else {
            flags.width = readNumber(format.length());
            indexIsGood &= !(afterIndex && flags.width != GoFlags.ABSENT);
        }
    }

    private void readPrecision(GoFlags flags) {
        if (position + 1 >= format.length() || !accept('.')) {
            return;
        }
        indexIsGood &= !afterIndex;
        readIndex();
        if (accept('*')) {
            flags.precision = numberArgument();
            if (flags.precision < 0) {
                flags.precision = GoFlags.ABSENT;
                out.append("%!(BADPREC)");
            }
            afterIndex = false;
        } else {
            flags.precision = Math.max(0, readNumber(format.length()));
        }
    }

    /** Reads an argument index such as {@code [3]}, if there is one. */
    private void readIndex() {
        afterIndex = false;
        if (position >= format.length() || format.charAt(position) != '[') {
            return;
        }
        reordered = true;
        int close = format.indexOf(']', position);
        if (close < 0 || format.length() - position < SHORTEST_INDEX) {
            indexIsGood = false;
            position++;
            return;
        }
        position++;
        int index = readNumber(close);
        boolean wellFormed = index != GoFlags.ABSENT && position == close;
        position = close + 1;
        afterIndex = wellFormed;
        if (wellFormed && index >= 1 && index <= arguments.size()) {
            argument = index - 1;
        } else {
            indexIsGood = false;
        }
    }

    /** The next argument as width or precision, or {@link GoFlags#ABSENT} if it is no sensible number. */
    private int numberArgument() {
        if (argument >= arguments.size()) {
            return GoFlags.ABSENT;
        }
        boolean sensible = arguments.get(argument++) instanceof Long number
                && number >= -LARGEST_NUMBER
                && number <= LARGEST_NUMBER;
        return sensible ? ((Long) arguments.get(argument - 1)).intValue() : GoFlags.ABSENT;
    }

    private int readNumber(int end) {
        int number = GoFlags.ABSENT;
        while (position < end && format.charAt(position) >= '0' && format.charAt(position) <= '9') {
            if (number > LARGEST_NUMBER) {
                position = end;
                return GoFlags.ABSENT;
            }
            number = Math.max(0, number) * 10 + (format.charAt(position++) - '0');
        }
        return number;
    }

    private boolean accept(char wanted) {
        boolean found = position < format.length() && format.charAt(position) == wanted;
        position += found ? 1 : 0;
        return found;
    }

    private void reportExtraArguments() throws BuiltinException {
        out.append("%!(EXTRA ");
        String separator = "";
        for (Object extra : arguments.subList(argument, arguments.size())) {
            out.append(separator).append(GoPrinter.typeName(extra)).append('=');
            out.append(GoPrinter.print(new GoFlags(), extra, 'v'));
            separator = ", ";
        }
        out.append(')');
    }
}
