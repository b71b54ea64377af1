package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.Positions;
import dev.modelspec.engine.source.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds the tree of one YAML document after another. */
final class YamlReader {
    private final SourceText text;
    private final YamlEvents events;
    private final SyntaxFindings findings;
    private final TreeBuilder builder;
    private final YamlScalars scalars;
    private Map<String, Anchored> anchors = Map.of();
    /** Where the last value ended. A block ends there too; its end event only comes with the next token. */
    private int lastEnd;

    YamlReader(SourceText text, int from, SyntaxFindings findings, TreeBuilder builder) {
        this.text = text;
        this.findings = findings;
        this.builder = builder;
        this.events = new YamlEvents(text, from, findings);
        this.scalars = new YamlScalars(text, findings, builder);
    }

    /** The next document, or null at the end of the text. */
    @Nullable
    Built next() {
        while (true) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.StreamEnd) {
                return null;
            }
            if (event.getEventId() == Event.ID.DocumentStart) {
                anchors = Map.of();
                builder.startDocument();
                return value(events.next());
            }
        }
    }

    private Built value(Event event) {
        int start = events.start(event);
        int end = events.end(event);
        lastEnd = end;
        return switch (event.getEventId()) {
            case Alias -> alias((AliasEvent) event, start, end);
            case Scalar -> {
                ScalarEvent scalar = (ScalarEvent) event;
                yield anchored(scalar, scalars.value(scalar, start, end));
            }
            case SequenceStart -> {
                SequenceStartEvent sequence = (SequenceStartEvent) event;
                open(sequence);
                scalars.checkTag(sequence.getTag(), "tag:yaml.org,2002:seq", start, end);
                yield anchored(sequence, sequence(sequence, start));
            }
            case MappingStart -> {
                MappingStartEvent mapping = (MappingStartEvent) event;
                open(mapping);
                scalars.checkTag(mapping.getTag(), "tag:yaml.org,2002:map", start, end);
                yield anchored(mapping, mapping(mapping, start));
            }
            default -> throw YamlProblems.unknown(start, findings);
        };
    }

    private Built sequence(SequenceStartEvent sequence, int start) {
        TreeBuilder.ArrayInProgress array = builder.startArray(start);
        while (true) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.SequenceEnd) {
                return array.end(sequence.isFlow() ? closed(event) : lastEnd);
            }
            array.startElement();
            array.endElement(value(event));
        }
    }

    private Built mapping(MappingStartEvent mapping, int start) {
        TreeBuilder.ObjectInProgress object = builder.startObject(start);
        Merge merge = null;
        while (true) {
            object.startKey();
            Event event = events.next();
            if (event.getEventId() == Event.ID.MappingEnd) {
                if (merge != null) {
                    merge(object, merge);
                }
                return object.end(mapping.isFlow() ? closed(event) : lastEnd);
            }
            int keyStart = events.start(event);
            int keyEnd = events.end(event);
            if (isMergeKey(event)) {
                object.startField("<<", keyStart, keyEnd);
                Built from = value(events.next());
                if (merge == null) {
                    merge = new Merge(from, keyStart, keyEnd);
                } else {
                    object.duplicate("<<", keyStart, keyEnd, merge.keyStart());
                }
                continue;
            }
            String key = key(event, keyStart, keyEnd);
            object.startField(key, keyStart, keyEnd);
            object.endField(key, keyStart, keyEnd, value(events.next()));
        }
    }

    private int closed(Event end) {
        lastEnd = events.end(end);
        return lastEnd;
    }

    private static boolean isMergeKey(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().equals("<<")
                && scalar.getTag().isEmpty();
    }

    private String key(Event event, int start, int keyEnd) {
        if (event instanceof ScalarEvent scalar) {
            Built key = anchored(scalar, scalars.key(scalar, start, keyEnd));
            return key.value().asString();
        }
        Built key = value(event);
        if (key.value().isString()) {
            return key.value().stringValue();
        }
        int end = Math.min(Math.max(keyEnd, key.positions().end()), text.endOfLine(start));
        boolean template = text.text().startsWith("{{", start - 1);
        findings.add(
                SyntaxRule.NON_STRING_KEY,
                builder.pointer(),
                template ? start - 1 : start,
                end,
                template
                        ? "This looks like a template: `{{` means nothing in YAML."
                        : "A field name is text; this one is " + Values.describe(key.value()) + ".",
                template ? "Fill the template in first, and check the result." : "Write a plain name before the ':'.");
        return text.slice(start, end);
    }

    private void merge(TreeBuilder.ObjectInProgress object, Merge merge) {
        JsonNode value = merge.from().value();
        Positions positions = merge.from().positions();
        if (value instanceof ObjectNode fields) {
            object.merge(
                    fields, positions, merge.from().size(), merge.from().height(), merge.keyStart(), merge.keyEnd());
            return;
        }
        boolean allObjects = value.isArray();
        for (JsonNode element : value) {
            allObjects &= element.isObject();
        }
        if (!allObjects) {
            object.startField("<<", merge.keyStart(), merge.keyEnd());
            findings.add(
                    SyntaxRule.MERGE_KEY,
                    builder.pointer(),
                    merge.keyStart(),
                    merge.keyEnd(),
                    "`<<` takes over the fields of another object, but what follows is " + Values.describe(value) + ".",
                    "Write `<<: *name`, where &name stands before an object.");
            return;
        }
        List<Positions> elements = positions.children();
        for (int i = 0; i < elements.size(); i++) {
            object.merge(
                    (ObjectNode) value.get(i),
                    elements.get(i),
                    merge.from().size(),
                    merge.from().height(),
                    merge.keyStart(),
                    merge.keyEnd());
        }
    }

    private Built alias(AliasEvent event, int start, int end) {
        String name = event.getAlias().getValue();
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            findings.add(
                    SyntaxRule.UNKNOWN_ANCHOR,
                    builder.pointer(),
                    start,
                    end,
                    "`*" + name + "` repeats what is marked with `&" + name + "`, but nothing before it is.",
                    "Mark the value with &" + name + " first. If text was meant, put it in quotes.");
            return builder.scalar(NullNode.getInstance(), start, end);
        }
        Built built = anchored.built;
        if (built == null) {
            throw findings.fatal(
                    SyntaxRule.ALIAS_CYCLE,
                    builder.pointer(),
                    start,
                    end,
                    "`*" + name + "` stands inside the value that `&" + name
                            + "` marks, so the value would have no end.",
                    "Write the value out here, or remove the alias.");
        }
        return builder.again(built, start, end);
    }

    /** Makes the anchor known before its content is read, so that a cycle is seen. */
    private void open(NodeEvent event) {
        if (event.getAnchor().isPresent()) {
            remember(event.getAnchor().get(), new Anchored());
        }
    }

    private Built anchored(NodeEvent event, Built built) {
        if (event.getAnchor().isPresent()) {
            Anchored anchored = new Anchored();
            anchored.built = built;
            remember(event.getAnchor().get(), anchored);
        }
        return built;
    }

    private void remember(Anchor anchor, Anchored anchored) {
        if (anchors.isEmpty()) {
            anchors = new HashMap<>();
        }
        anchors.put(anchor.getValue(), anchored);
    }

    /** What an anchor stands for; nothing as long as it is being read. */
    private static final class Anchored {
        private @Nullable Built built;
    }

    private record Merge(Built from, int keyStart, int keyEnd) {}
}
