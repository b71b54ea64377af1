package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.SourceText;
import tools.jackson.core.exc.StreamReadException;

/** Says in our words what the JSON parser could not read. */
final class JsonProblems {
    private JsonProblems() {}

    static UnreadableException explain(
            StreamReadException e, SourceText text, int documentEnd, SyntaxFindings findings) {
        int at = (int) Math.max(
                0, Math.min(e.getLocation().getCharOffset(), text.text().length()));
        if (documentEnd >= 0) {
            return afterEnd(text, documentEnd, findings);
        }
        int first = blanks(text, 0);
        if (first < text.text().length() && "{[\"".indexOf(text.text().charAt(first)) < 0) {
            return problem(
                    text,
                    first,
                    "This is not JSON, which starts with a brace.",
                    "If it is YAML, let the name of the file end in .yaml.",
                    findings);
        }
        String what = e.getOriginalMessage();
        if (what.contains("Unexpected end-of-input")) {
            boolean quoted = what.contains("String") || what.contains("VALUE_STRING");
            return problem(
                    text,
                    at,
                    quoted
                            ? "The text ends inside a string."
                            : "The text ends before all braces and brackets are closed.",
                    "Write what is missing. Was the file cut off?",
                    findings);
        }
        if (what.contains("comment")) {
            return problem(
                    text, at, "JSON has no comments.", "Remove the comment, or rename the file to .yaml.", findings);
        }
        if (what.contains("CTRL-CHAR")) {
            return problem(
                    text,
                    at,
                    "A string can not go on in the next line, nor have a tab in it.",
                    "Close the quote before, or write \\n or \\t.",
                    findings);
        }
        if (what.contains("double-quote to start property name")) {
            return problem(
                    text,
                    at,
                    "The name of a field, in double quotes, is expected here.",
                    "Remove a comma before a closing brace; write names as \"name\".",
                    findings);
        }
        if (what.contains("to separate Object entries") || what.contains("to separate Array entries")) {
            return problem(
                    text, at, "A comma is missing before this.", "Separate fields and elements by commas.", findings);
        }
        if (what.contains("Leading zeroes")) {
            return problem(
                    text,
                    at,
                    "A number in JSON has no leading zeros.",
                    "Remove them, or put the number in quotes if text is meant.",
                    findings);
        }
        if (what.contains("Non-standard token")) {
            int word = at;
            while (word > 0 && Character.isLetter(text.text().charAt(word - 1))) {
                word--;
            }
            return problem(
                    text,
                    word,
                    "`" + text.slice(word, at) + "` is no number in JSON.",
                    "Write a finite number, or put it in quotes if text is meant.",
                    findings);
        }
        if (what.contains("escape")) {
            return problem(
                    text,
                    at,
                    "A backslash starts an escape, and this one does not exist.",
                    "Write \\\\ for a backslash.",
                    findings);
        }
        return problem(
                text,
                at,
                "A JSON value is expected here.",
                "Write an object, a list, text in double quotes, a number, true, false or null.",
                findings);
    }

    /** More text after the end of the document. */
    static UnreadableException afterEnd(SourceText text, int documentEnd, SyntaxFindings findings) {
        return problem(
                text,
                blanks(text, documentEnd),
                "A JSON text is one value; after its end there is more.",
                "Remove what follows, or put each document into a file of its own.",
                findings);
    }

    private static int blanks(SourceText text, int from) {
        int end = from;
        while (end < text.text().length() && text.text().charAt(end) <= ' ') {
            end++;
        }
        return end;
    }

    private static UnreadableException problem(
            SourceText text, int at, String message, String remediation, SyntaxFindings findings) {
        return findings.fatal(SyntaxRule.JSON, "", at, text.endOfLine(at), message, remediation);
    }
}
