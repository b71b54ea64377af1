package dev.modelspec.engine.report;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of Markdown. */
final class Markdown {
    private Markdown() {}

    /** A row of a table. Bars and line breaks in a cell would end it. */
    static String row(List<String> cells) {
        return cells.stream()
                        .map(cell -> cell.replace("|", "\\|").replaceAll("\\R", " "))
                        .collect(Collectors.joining(" | ", "| ", " |"))
                + "\n";
    }

    /** The first two lines of a table. */
    static String head(List<String> titles) {
        return row(titles) + "|---".repeat(titles.size()) + "|\n";
    }

    /** Text word for word, in a fence that is longer than any in the text. */
    static String code(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + language + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
    }
}
