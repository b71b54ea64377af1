package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.SourceText;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in our words what the YAML parser could not read, and how such a thing usually comes about. */
final class YamlProblems {
    private static final String QUOTE = "If this is meant as text, put it in quotes.";
    private static final String ALIGN = "Let the fields of one object start in the same column, with spaces.";

    private final MarkedYamlEngineException problem;
    private final SourceText text;
    private final int context;
    private final int at;
    private final SyntaxFindings findings;

    private YamlProblems(
            MarkedYamlEngineException problem, SourceText text, int context, int at, SyntaxFindings findings) {
        this.problem = problem;
        this.text = text;
        this.context = context;
        this.at = at;
        this.findings = findings;
    }

    /**
     * The finding for a problem of the parser.
     *
     * @param context where what could not be read starts
     * @param at where the parser gave up
     */
    static UnreadableException explain(
            MarkedYamlEngineException problem, SourceText text, int context, int at, SyntaxFindings findings) {
        return new YamlProblems(problem, text, context, at, findings).explain();
    }

    /** The finding for a failure of the parser without any place. */
    static UnreadableException unknown(int at, SyntaxFindings findings) {
        return findings.fatal(
                SyntaxRule.YAML,
                "",
                at,
                at,
                "The YAML parser can not read the text from here on.",
                "Look for unusual characters or directives (lines that start with %) here.");
    }

    private UnreadableException explain() {
        String what = String.valueOf(problem.getProblem());
        String doing = String.valueOf(problem.getContext());
        if (isTemplate()) {
            return here(
                    "This looks like a template: `{{` means nothing in YAML.",
                    "Fill the template in first, and check the result.");
        }
        if (what.contains("(TAB)") || (at < text.text().length() && text.text().charAt(at) == '\t')) {
            return finding(
                    SyntaxRule.TAB,
                    at,
                    at + 1,
                    "There is a tab where YAML allows spaces only.",
                    "Replace it by spaces.");
        }
        if (doing.contains("quoted scalar")) {
            return quoted(what);
        }
        if (doing.contains("simple key")) {
            return finding(
                    SyntaxRule.YAML,
                    context,
                    text.endOfLine(context),
                    "This line is neither a field (`name: value`) nor part of the value before it.",
                    "Add the missing ':' after the name, or indent the line further than the field it belongs to.");
        }
        if (doing.contains("flow ") || doing.contains("while parsing a node")) {
            return flowOrNode(what, doing);
        }
        return other(what, doing);
    }

    private UnreadableException quoted(String what) {
        if (what.contains("unexpected end of stream") || what.contains("document separator")) {
            return finding(
                    SyntaxRule.UNCLOSED_QUOTE,
                    context,
                    text.endOfLine(context),
                    "The quote that opens here is not closed.",
                    "Close it at the end of the text. Inside single quotes write '' for ', inside double quotes \\\""
                            + " for \".");
        }
        int backslash = at > 0 && text.text().charAt(at - 1) == '\\' ? at - 1 : at;
        return finding(
                SyntaxRule.YAML,
                backslash,
                Math.min(at + 1, text.text().length()),
                "A backslash inside double quotes starts an escape, and this one does not exist.",
                "Write \\\\ for a backslash, or use single quotes.");
    }

    private UnreadableException flowOrNode(String what, String doing) {
        if (what.contains("undefined tag handle")) {
            return finding(
                    SyntaxRule.TAG,
                    at,
                    endOfWord(at),
                    "The tag `" + text.slice(at, endOfWord(at)) + "` is not declared.",
                    "Remove the tag and write the value itself.");
        }
        char open = context < text.text().length() ? text.text().charAt(context) : ' ';
        boolean atEnd = what.contains("<stream end>") || what.contains("<document ");
        if (open == '{' || open == '[') {
            char close = open == '{' ? '}' : ']';
            if (atEnd) {
                return finding(
                        SyntaxRule.YAML,
                        context,
                        context + 1,
                        "The `" + open + "` that opens here is not closed.",
                        "Write the missing `" + close + "`.");
            }
            return here(
                    "Inside the `" + open + "` that opens at " + findings.at(context) + ", a `,` or `" + close
                            + "` is missing before this.",
                    "Separate the elements by `,` and end with `" + close
                            + "`. Text with any of , [ ] { } in it needs quotes.");
        }
        if (doing.contains("node") && atEnd) {
            return here("The text ends where a value is expected.", "Close what is open: a `[` or `{` above.");
        }
        return here("A value is expected here.", QUOTE);
    }

    private UnreadableException other(String what, String doing) {
        if (what.contains("mapping values are not allowed")) {
            return here(
                    "A `:` can not follow here, as the value of this field has begun already.",
                    "Put text with a ': ' in it in quotes. If a new field is meant, start it in the column of its"
                            + " siblings.");
        }
        if (what.contains("sequence entries are not allowed") || what.contains("mapping keys are not allowed")) {
            return here("A list element or a key can not start here.", "Start it on a line of its own.");
        }
        if (doing.contains("an alias") || doing.contains("an anchor")) {
            char sign = doing.contains("alias") ? '*' : '&';
            return finding(
                    SyntaxRule.YAML,
                    context,
                    endOfWord(context),
                    "A value that starts with `" + sign + "` is " + (sign == '*' ? "an alias" : "an anchor")
                            + " in YAML, and this is no name for one.",
                    QUOTE);
        }
        if (what.contains("cannot start any token")) {
            return finding(
                    SyntaxRule.YAML,
                    at,
                    endOfWord(at),
                    "No unquoted value can start with `" + text.slice(at, at + 1) + "`.",
                    QUOTE);
        }
        if (what.contains("<block end>")) {
            return what.contains("'<scalar>'")
                    ? here(
                            "There is more text after the value.",
                            "Put the whole value in quotes, or start a comment with #.")
                    : here("The indentation of this line fits nothing above it.", ALIGN);
        }
        if (what.contains("<document start>")) {
            return here(
                    "The document ended above, but there is more text.",
                    "Start another document with a line `---`, or remove the text.");
        }
        if (doing.contains("block scalar")) {
            return here("After `|` or `>` only +, - and a digit can follow; the text starts on the next line.", ALIGN);
        }
        if (doing.contains("tag")) {
            return finding(
                    SyntaxRule.TAG,
                    context,
                    endOfWord(context),
                    "A value that starts with `!` is tagged in YAML, and this is no tag.",
                    QUOTE);
        }
        return here("This is not valid YAML: " + what + ".", "Correct the text here, or just before.");
    }

    /** Helm, Jinja and their like: a line with {{ in it that is not quoted. */
    private boolean isTemplate() {
        int start = Math.min(at, text.text().length());
        while (start > 0 && text.text().charAt(start - 1) != '\n') {
            start--;
        }
        String line = text.slice(start, text.endOfLine(start));
        int braces = line.indexOf("{{");
        return braces >= 0 && line.indexOf('"') < 0 && line.indexOf('\'') < 0;
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < text.text().length() && text.text().charAt(end) > ' ') {
            end++;
        }
        return end;
    }

    private UnreadableException here(String message, String remediation) {
        return finding(SyntaxRule.YAML, at, text.endOfLine(at), message, remediation);
    }

    private UnreadableException finding(SyntaxRule rule, int start, int end, String message, String remediation) {
        return new UnreadableException(findings.finding(rule, "", start, end, message, remediation), at);
    }
}
