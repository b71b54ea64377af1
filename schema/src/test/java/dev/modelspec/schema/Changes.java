package dev.modelspec.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes documents by changing a full spec: something dropped, something unknown added, a value replaced by an odd one. */
final class Changes {
    private final JsonNode full;
    private final List<JsonNode> oddValues;

    /**
     * @param full the spec to change; it stays as it is
     * @param oddValues the values to put in the place of others
     */
    Changes(JsonNode full, List<JsonNode> oddValues) {
        this.full = full;
        this.oddValues = oddValues;
    }

    /**
     * A document that differs from the full spec in one place.
     *
     * @param place what was dropped, replaced or given something unknown
     * @param document the document after that
     */
    record Change(JsonPointer place, JsonNode document) {}

    /** Each place dropped, each object extended, each place given each odd value; outer places before inner ones. */
    Stream<Change> everySingleOne() {
        return places(full).stream().flatMap(place -> {
            Stream<JsonNode> dropped = place.matches() ? Stream.empty() : Stream.of(dropped(full, place));
            Stream<JsonNode> extended = full.at(place).isObject()
                    ? oddValues.stream().map(value -> extended(full, place, value))
                    : Stream.empty();
            Stream<JsonNode> replaced = oddValues.stream().map(value -> replaced(full, place, value));
            return Stream.of(dropped, extended, replaced)
                    .flatMap(documents -> documents)
                    .map(document -> new Change(place, document));
        });
    }

    /** Documents with one to five random changes each, the same ones for the same seed. */
    Stream<JsonNode> combinations(long seed, int count) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> {
            JsonNode document = full;
            for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
                document = changed(document, random);
            }
            return document;
        });
    }

    private JsonNode changed(JsonNode document, Random random) {
        List<JsonPointer> places = places(document);
        JsonPointer place = places.get(random.nextInt(places.size()));
        JsonNode oddValue = oddValues.get(random.nextInt(oddValues.size()));
        // The root is left alone: a second change has nothing to work on once the first one made it a number.
        return switch (random.nextInt(4)) {
            case 0 -> place.matches() ? document : replaced(document, place, oddValue);
            case 1 -> document.at(place).isObject() ? extended(document, place, oddValue) : document;
            default -> place.matches() ? document : dropped(document, place);
        };
    }

    /** Pointers to everything in a document, the root first. */
    private static List<JsonPointer> places(JsonNode document) {
        List<JsonPointer> places = new ArrayList<>();
        collect(document, JsonPointer.empty(), places);
        return places;
    }

    private static void collect(JsonNode value, JsonPointer place, List<JsonPointer> places) {
        places.add(place);
        value.properties().forEach(child -> collect(child.getValue(), place.appendProperty(child.getKey()), places));
        if (value.isArray()) {
            IntStream.range(0, value.size()).forEach(i -> collect(value.get(i), place.appendIndex(i), places));
        }
    }

    private static JsonNode replaced(JsonNode document, JsonPointer place, JsonNode value) {
        if (place.matches()) {
            return value;
        }
        JsonNode copy = document.deepCopy();
        JsonNode parent = copy.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
        }
        return copy;
    }

    private static JsonNode dropped(JsonNode document, JsonPointer place) {
        JsonNode copy = document.deepCopy();
        JsonNode parent = copy.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.remove(place.last().getMatchingIndex());
        } else {
            ((ObjectNode) parent).remove(place.last().getMatchingProperty());
        }
        return copy;
    }

    private static JsonNode extended(JsonNode document, JsonPointer place, JsonNode value) {
        JsonNode copy = document.deepCopy();
        ((ObjectNode) copy.at(place)).set("unknown", value);
        return copy;
    }
}
