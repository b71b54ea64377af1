package dev.modelspec.webhook.decisionlog;

import dev.modelspec.engine.finding.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What the decision log does not show: values that look like secrets, by the names of their fields and by their shapes, and places
 * that an organisation adds. {@code [masked]} stands in their place, and the line lists their pointers. The same line is masked in the
 * same way every time.
 *
 * <p>What a secret looks like is what the rules {@code supply-chain/no-secrets-by-name}, {@code supply-chain/no-secrets-by-shape} and
 * {@code supply-chain/no-credentials-in-uris} say, and strings that no person would write. Names of users and objects are masked only
 * for a known shape: they are what the log is for.
 */
public final class Masking {
    private static final List<String> PLACES =
            List.of("/object", "/userInfo", "/objectRef/name", "/objectRef/namespace", "/findings/*/message");

    private static final List<List<String>> NAMES = Stream.of(
                    "/objectRef/*", "/userInfo/username", "/userInfo/groups/*", "/findings/*/path")
            .map(Pointers::segments)
            .toList();
    private static final List<List<String>> TEXTS = Stream.of("/responseStatus/message", "/findings/*/message")
            .map(Pointers::segments)
            .toList();

    private final boolean secrets;
    private final List<List<String>> paths;

    private Masking(boolean secrets, List<List<String>> paths) {
        this.secrets = secrets;
        this.paths = paths;
    }

    /** All that looks like a secret. */
    public static Masking ofSecrets() {
        return new Masking(true, List.of());
    }

    /** Nothing: secrets in messages and objects go into the log. */
    public static Masking none() {
        return new Masking(false, List.of());
    }

    /**
     * These places as well, whatever they hold.
     *
     * @param more JSON Pointers from the root of a line, such as {@code /object/metadata/annotations}; {@code *} is any one step. All
     *     that is below is masked.
     * @throws ConfigurationException if one leads to what every line must have
     */
    public Masking and(List<String> more) {
        List<String> wrong = more.stream()
                .filter(pointer -> PLACES.stream().noneMatch(place -> (pointer + "/").startsWith(place + "/")))
                .map(pointer -> "`" + pointer + "` is not in or below one of " + String.join(", ", PLACES))
                .toList();
        if (!wrong.isEmpty()) {
            throw new ConfigurationException("These places cannot be masked in the decision log", wrong);
        }
        return new Masking(
                secrets,
                Stream.concat(paths.stream(), more.stream().map(Pointers::segments))
                        .toList());
    }

    /** Masks a line that nobody else has yet, and says where. */
    List<String> apply(ObjectNode line) {
        var masked = new ArrayList<String>();
        if (secrets) {
            NAMES.forEach(path -> replace(line, path, "", SecretText::withoutShapes, masked));
            TEXTS.forEach(path -> replace(line, path, "", Masking::withoutSecrets, masked));
            line.set("object", new ObjectMask(masked).mask(line.path("object"), "/object"));
        }
        paths.forEach(path -> replace(line, path, "", anything -> SecretText.MASK, masked));
        return masked.stream().distinct().toList();
    }

    private static String withoutSecrets(String text) {
        return SecretText.withoutSecrets(text, true);
    }

    private static JsonNode replace(
            JsonNode node, List<String> path, String at, UnaryOperator<String> mask, List<String> masked) {
        boolean arrived = path.isEmpty();
        List<String> rest = arrived ? path : path.subList(1, path.size());
        boolean all = arrived || path.get(0).equals("*");
        if (node instanceof ObjectNode object) {
            List<String> names = all ? List.copyOf(object.propertyNames()) : List.of(path.get(0));
            for (String name : names) {
                if (object.has(name)) {
                    object.set(name, replace(object.get(name), rest, Pointers.child(at, name), mask, masked));
                }
            }
        } else if (node instanceof ArrayNode array) {
            IntStream.range(0, array.size())
                    .filter(i -> all || path.get(0).equals(String.valueOf(i)))
                    .forEach(i -> array.set(i, replace(array.get(i), rest, at + "/" + i, mask, masked)));
        } else if (arrived && !node.isNull()) {
            String text = node.asString("");
            String instead = mask.apply(text);
            if (!instead.equals(text)) {
                masked.add(at);
                return StringNode.valueOf(instead);
            }
        }
        return node;
    }
}
