package dev.modelspec.engine.policy.builtin;

/** Double-quoted YAML strings with go-yaml's escapes. */
final class YamlEscapes {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private YamlEscapes() {}

    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        // go-yaml looks for the mark at the start of the string, wherever it is in it.
        boolean all = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        text.codePoints().forEach(c -> append(out, c, all));
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int c, boolean always) {
        boolean plain = YamlScalarStyle.isPrintable(c) && !YamlScalarStyle.isBreak(c) && c != '"' && c != '\\';
        out.append(plain && !always ? Character.toString(c) : escape(c));
    }

    private static String escape(int c) {
        return switch (c) {
            case 0x00 -> "\\0";
            case 0x07 -> "\\a";
            case 0x08 -> "\\b";
            case 0x09 -> "\\t";
            case 0x0A -> "\\n";
            case 0x0B -> "\\v";
            case 0x0C -> "\\f";
            case 0x0D -> "\\r";
            case 0x1B -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0xA0 -> "\\_";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default -> String.format(c <= 0xFF ? "\\x%02X" : c <= 0xFFFF ? "\\u%04X" : "\\U%08X", c);
        };
    }
}
