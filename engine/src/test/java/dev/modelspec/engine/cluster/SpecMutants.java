package dev.modelspec.engine.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Specs that differ from another in one place: something dropped, something unknown added, a value replaced by another. */
final class SpecMutants {
    private SpecMutants() {}

    /**
     * A changed spec.
     *
     * @param place what was dropped, added or replaced
     * @param value what is there now; missing if it was dropped
     */
    record Mutant(JsonPointer place, JsonNode value, ObjectNode document) {
        @Override
        public String toString() {
            return place + " = " + value;
        }
    }

    /** The same spec without one of its parts, for each of them. */
    static Stream<Mutant> dropped(ObjectNode spec) {
        return places(spec).filter(place -> !place.matches()).map(place -> {
            ObjectNode copy = spec.deepCopy();
            if (copy.at(place.head()) instanceof ArrayNode array) {
                array.remove(place.last().getMatchingIndex());
            } else {
                ((ObjectNode) copy.at(place.head())).remove(place.last().getMatchingProperty());
            }
            return new Mutant(place, copy.at(place), copy);
        });
    }

    /** The same spec with one part replaced by a value, for each of them. */
    static Stream<Mutant> replaced(ObjectNode spec, JsonNode value) {
        return places(spec).filter(place -> !place.matches()).map(place -> with(spec, place, value));
    }

    /** The same spec with one more field in one of its objects, for each of them. */
    static Stream<Mutant> extended(ObjectNode spec, String name, JsonNode value) {
        return places(spec)
                .filter(place -> spec.at(place).isObject())
                .map(place -> with(spec, place.appendProperty(name), value));
    }

    /** The same spec with a value at one place. */
    static Mutant with(ObjectNode spec, JsonPointer place, JsonNode value) {
        ObjectNode copy = spec.deepCopy();
        if (copy.at(place.head()) instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) copy.at(place.head())).set(place.last().getMatchingProperty(), value);
        }
        return new Mutant(place, value, copy);
    }

    private static Stream<JsonPointer> places(ObjectNode spec) {
        List<JsonPointer> places = new ArrayList<>();
        collect(spec, JsonPointer.empty(), places);
        return places.stream();
    }

    private static void collect(JsonNode value, JsonPointer place, List<JsonPointer> places) {
        places.add(place);
        value.properties().forEach(child -> collect(child.getValue(), place.appendProperty(child.getKey()), places));
        if (value.isArray()) {
            IntStream.range(0, value.size()).forEach(i -> collect(value.get(i), place.appendIndex(i), places));
        }
    }
}
