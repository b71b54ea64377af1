package dev.modelspec.engine.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Specs made from others: a part dropped, taken from another spec, repeated, or a value moved a little. The same ones for the same
 * seed. Not all are valid.
 */
final class MutatedSpecs {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "", "latest", "PROD", "prod", "http://user:secret@host/x", "s3://bucket/model@sha256:00", "ü", "8080");

    private final List<ObjectNode> originals;
    private final Random random;

    MutatedSpecs(List<ObjectNode> originals, long seed) {
        this.originals = originals;
        this.random = new Random(seed);
    }

    Stream<ObjectNode> limit(int count) {
        return IntStream.range(0, count).mapToObj(i -> {
            ObjectNode document = originals.get(i % originals.size()).deepCopy();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                change(document);
            }
            return document;
        });
    }

    private void change(ObjectNode document) {
        var places = new ArrayList<JsonPointer>();
        collect(document, JsonPointer.empty(), places);
        if (places.isEmpty()) {
            return;
        }
        JsonPointer place = places.get(random.nextInt(places.size()));
        JsonNode parent = document.at(place.head());
        JsonNode value = document.at(place);
        switch (random.nextInt(4)) {
            case 0 -> set(parent, place, null);
            case 1 -> {
                JsonNode other = originals.get(random.nextInt(originals.size())).at(place);
                set(parent, place, other.isMissingNode() ? null : other.deepCopy());
            }
            case 2 -> {
                if (value instanceof ArrayNode array && !array.isEmpty()) {
                    array.add(array.get(random.nextInt(array.size())).deepCopy());
                } else {
                    set(parent, place, moved(value));
                }
            }
            default -> set(parent, place, moved(value));
        }
    }

    private static void collect(JsonNode value, JsonPointer place, List<JsonPointer> places) {
        if (place.length() > 0) {
            places.add(place);
        }
        value.properties().forEach(entry -> collect(entry.getValue(), place.appendProperty(entry.getKey()), places));
        if (value.isArray()) {
            IntStream.range(0, value.size()).forEach(i -> collect(value.get(i), place.appendIndex(i), places));
        }
    }

    private JsonNode moved(JsonNode value) {
        if (value.isIntegralNumber()) {
            return JSON.numberNode(
                    random.nextBoolean() ? value.asLong() + random.nextInt(-2, 3) : random.nextLong(5000));
        } else if (value.isNumber()) {
            return JSON.numberNode(value.asDouble() * random.nextInt(4));
        } else if (value.isBoolean()) {
            return JSON.booleanNode(!value.asBoolean());
        } else if (value.isString()) {
            return JSON.stringNode(
                    random.nextBoolean() ? TEXTS.get(random.nextInt(TEXTS.size())) : value.asString() + "x");
        }
        return value;
    }

    private static void set(JsonNode parent, JsonPointer place, @Nullable JsonNode value) {
        if (parent instanceof ObjectNode object) {
            String name = place.last().getMatchingProperty();
            if (value == null) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (parent instanceof ArrayNode array) {
            int index = place.last().getMatchingIndex();
            if (value == null) {
                array.remove(index);
            } else {
                array.set(index, value);
            }
        }
    }
}
