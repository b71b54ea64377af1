package dev.modelspec.engine.cluster;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** How manifests are written. Both forms end with a line break, and are the same on every system. */
public enum ManifestFormat {
    /** Documents separated by lines {@code ---}. */
    YAML,
    /** Indented by two. Each document begins on a line of its own. */
    JSON;

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    /** The text of some documents. */
    public String write(List<? extends JsonNode> documents) {
        return switch (this) {
            case YAML -> documents.stream().map(YamlText::of).collect(Collectors.joining("---\n"));
            case JSON -> {
                ObjectWriter writer = JsonMapper.shared()
                        .writer()
                        .with(new DefaultPrettyPrinter()
                                .withObjectIndenter(LINES)
                                .withArrayIndenter(LINES));
                yield documents.stream()
                        .map(document -> writer.writeValueAsString(document) + "\n")
                        .collect(Collectors.joining());
            }
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
