package dev.modelspec.engine.report;

/** Colours for terminals, or none. */
public final class Palette {
    /** What is painted. */
    public enum Style {
        DENY("1;31"),
        WARN("1;33"),
        ALLOW("1;32"),
        PLACE("1"),
        RULE("36"),
        QUIET("2");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private static final String END = "\u001b[0m";

    private final boolean colour;

    /** Colours, or none. */
    public Palette(boolean colour) {
        this.colour = colour;
    }

    /** The text in a colour; the text itself, if there are no colours. */
    public String paint(Style style, String text) {
        return colour ? "\u001b[" + style.code + "m" + text + END : text;
    }
}
