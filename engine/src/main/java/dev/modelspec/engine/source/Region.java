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

    /** Java makes this method of a record when it is first called, which takes longer than to print a report. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Region that
                && startLine == that.startLine
                && startColumn == that.startColumn
                && endLine == that.endLine
                && endColumn == that.endColumn;
    }

    @Override
    public int hashCode() {
        return ((startLine * 31 + startColumn) * 31 + endLine) * 31 + endColumn;
    }
}
