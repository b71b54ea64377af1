package dev.modelspec.audit.cluster;

import dev.modelspec.audit.cluster.ApiServer.IncompleteException;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A page of a list, known to be whole. Its objects are read one by one, so that only its bytes are in memory. */
final class Page {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final byte[] bytes;

    /** Where objects begin and end, one after the other. */
    private int[] places = new int[64];

    private int count;
    private String token = "";

    private Page(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IncompleteException if it is no list, or not all of one */
    static Page of(byte[] bytes) throws IncompleteException {
        var page = new Page(bytes);
        try (JsonParser parser = EXACT.createParser(bytes)) {
            page.read(parser);
        } catch (JacksonException e) {
            throw new IncompleteException("the answer is half a page: " + e.getOriginalMessage());
        }
        return page;
    }

    private void read(JsonParser parser) throws IncompleteException {
        boolean list = false;
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("items") && value == JsonToken.START_ARRAY) {
                    items(parser);
                    list = true;
                } else if (name.equals("metadata")) {
                    JsonNode metadata = parser.readValueAsTree();
                    token = metadata.path("continue").asString("");
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (parser.nextToken() != null || !list) {
            throw new IncompleteException("the answer is no list of objects");
        }
    }

    private void items(JsonParser parser) throws IncompleteException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                throw new IncompleteException("the answer is a list of something else than objects");
            }
            if (places.length < 2 * count + 2) {
                places = Arrays.copyOf(places, 2 * places.length);
            }
            places[2 * count] = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            places[2 * count + 1] = (int) parser.currentLocation().getByteOffset();
            count++;
        }
    }

    /** How many objects there are. */
    int size() {
        return count;
    }

    /** One of them, a tree of the caller's own. */
    ObjectNode get(int index) {
        int from = places[2 * index];
        return (ObjectNode) EXACT.readTree(bytes, from, places[2 * index + 1] - from);
    }

    /** What to ask for the next page with; empty if this is the last. */
    String token() {
        return token;
    }
}
