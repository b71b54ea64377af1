package dev.modelspec.engine.policy.builtin;

import dev.modelspec.engine.policy.builtin.YamlNode.Kind;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Reads YAML text into nodes. Only the first document counts, but all have to be well-formed. */
final class YamlComposer {
    /** The stack of a thread bears this; Wasm bears little more. */
    private static final int DEEPEST = 1_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setVersionFunction(YamlComposer::checkVersion)
            .build();

    private final Iterator<Event> events;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();
    private int depth;

    private YamlComposer(Iterator<Event> events) {
        this.events = events;
    }

    /** The root of the first document, or null if there is none. */
    static @Nullable YamlNode compose(String text) throws BuiltinException {
        if (!RegoText.isText(text)) {
            throw new BuiltinException("yaml: invalid UTF-8");
        }
        try {
            return new YamlComposer(new Parse(SETTINGS).parseString(text).iterator()).documents();
        } catch (YamlEngineException e) {
            throw new BuiltinException("yaml: " + e.getMessage());
        }
    }

    /** go-yaml reads YAML 1.2 for the most part, but knows only the number 1.1. */
    private static SpecVersion checkVersion(SpecVersion version) {
        if (version.getMajor() != 1 || version.getMinor() != 1) {
            throw new YamlVersionException(version);
        }
        return version;
    }

    private @Nullable YamlNode documents() throws BuiltinException {
        YamlNode first = null;
        while (events.hasNext()) {
            if (events.next().getEventId() == Event.ID.DocumentStart) {
                YamlNode root = node(events.next());
                first = first == null ? root : first;
            }
        }
        return first;
    }

    private YamlNode node(Event event) throws BuiltinException {
        if (event instanceof AliasEvent alias) {
            YamlNode target = anchors.get(alias.getAlias());
            if (target == null) {
                throw new BuiltinException("yaml: unknown anchor '" + alias.getAlias() + "' referenced");
            }
            return YamlNode.alias(target);
        }
        YamlNode node = event instanceof ScalarEvent scalar
                ? YamlNode.scalar(scalar.getTag().orElse(null), scalar.getValue(), scalar.isPlain())
                : YamlNode.collection(event.getEventId() == Event.ID.SequenceStart ? Kind.SEQUENCE : Kind.MAPPING);
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        if (node.kind != Kind.SCALAR) {
            addChildren(node);
        }
        return node;
    }

    private void addChildren(YamlNode parent) throws BuiltinException {
        checkDepth(++depth);
        Event.ID end = parent.kind == Kind.SEQUENCE ? Event.ID.SequenceEnd : Event.ID.MappingEnd;
        for (Event event = events.next(); event.getEventId() != end; event = events.next()) {
            parent.children.add(node(event));
        }
        depth--;
    }

    static void checkDepth(int depth) {
        if (depth > DEEPEST) {
            throw new BuiltinFault("yaml: nested deeper than " + DEEPEST + " levels");
        }
    }
}
