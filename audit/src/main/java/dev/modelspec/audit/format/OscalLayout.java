package dev.modelspec.audit.format;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Indents JSON, but leaves on one line what is deep inside, such as a property of an observation: that is easier to read, and little
 * more than half as long.
 */
final class OscalLayout extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    /** How deep the fields of an observation's property are. */
    private static final int DEEP = 7;

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    OscalLayout() {
        _objectIndenter = new Shallow();
        _arrayIndenter = new Shallow();
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
        return new OscalLayout();
    }

    /** The end is one less deep than the fields, and would have a line of its own. */
    @Override
    public void writeEndObject(JsonGenerator json, int fields) {
        if (_nesting == DEEP) {
            _nesting--;
            json.writeRaw(" }");
        } else {
            super.writeEndObject(json, fields);
        }
    }

    private static final class Shallow implements Indenter {
        @Override
        public void writeIndentation(JsonGenerator json, int level) {
            if (level < DEEP) {
                LINES.writeIndentation(json, level);
            } else {
                json.writeRaw(' ');
            }
        }

        @Override
        public boolean isInline() {
            return false;
        }
    }
}
