package dev.modelspec.engine.source;

/**
 * A stretch of text. Lines and columns are 1-based; columns count Unicode code points; the end is exclusive, as in SARIF.
 *
 * @param startLine line of the first character
 * @param startColumn column of the first character
 * @param endLine line of the character after the last
 * @param endColumn column of the character after the last
 */
public record Region(int startLine, int startColumn, int endLine, int endColumn) {
    /** The very first position of a text, for findings about a text as a whole. */
    public static final Region START = new Region(1, 1, 1, 1);
}
