package dev.modelspec.engine.report;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** How JSON is written: indented by two, the same on every system, safe to show at a terminal. */
public final class JsonStyle {
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    /** Leaves the stream open. */
    public static final ObjectWriter WRITER = JsonMapper.shared()
            .writer()
            .with(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES))
            .with(new VisibleEscapes())
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private JsonStyle() {}
}
