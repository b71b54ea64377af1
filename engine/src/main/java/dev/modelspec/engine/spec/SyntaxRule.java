package dev.modelspec.engine.spec;

/** What can be wrong with a text before any schema is asked. */
enum SyntaxRule {
    AMBIGUOUS_SCALAR("ambiguous-scalar", "Readers disagree on a value"),
    ALIAS_CYCLE("alias-cycle", "An alias contains itself"),
    API_VERSION("api-version", "Wrong apiVersion"),
    CONFLICTING_FORMS("conflicting-forms", "Two values for one field"),
    CONTROL_CHARACTER("control-character", "A character that must not be there"),
    DUPLICATE_KEY("duplicate-key", "A field is there twice"),
    EMPTY("empty", "Nothing to check"),
    ENCODING("encoding", "Not UTF-8"),
    JSON("json", "Not valid JSON"),
    KEY_LENGTH("key-length", "Field name too long"),
    LIST_OF_SPECS("list-of-specs", "Specs inside a List"),
    MORE("more", "More of the same"),
    MERGE_KEY("merge-key", "Nothing to merge"),
    NON_STRING_KEY("non-string-key", "A field name that is not text"),
    NOT_A_SPEC("not-a-spec", "Not recognised"),
    NOT_AN_OBJECT("not-an-object", "No object at the root"),
    NUMBER_RANGE("number-range", "Number out of range"),
    TAB("tab", "Tab in the indentation"),
    TAG("tag", "Tag not supported"),
    TOO_DEEP("too-deep", "Nested too deeply"),
    TOO_LARGE("too-large", "Too large"),
    TOO_MANY_DOCUMENTS("too-many-documents", "Too many documents"),
    TOO_MANY_VALUES("too-many-values", "Too many values"),
    UNCLOSED_QUOTE("unclosed-quote", "A quote is not closed"),
    UNKNOWN_ANCHOR("unknown-anchor", "An alias for nothing"),
    YAML("yaml", "Not valid YAML");

    private final String id;
    private final String title;

    SyntaxRule(String name, String title) {
        this.id = "syntax/" + name;
        this.title = title;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }
}
