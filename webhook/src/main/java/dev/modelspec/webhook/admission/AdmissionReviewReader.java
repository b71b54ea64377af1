package dev.modelspec.webhook.admission;

import dev.modelspec.engine.governance.User;
import dev.modelspec.engine.source.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads AdmissionReviews in one pass. The objects inside are not made into trees but cut out as they are, for the parser of specs to
 * read. Fields that are not known are passed over, as the conventions of the Kubernetes API ask of those who read: an API server may
 * grow some within a version.
 */
final class AdmissionReviewReader {
    /** The API server's own limit is far lower for most objects, and specs have a dozen. */
    private static final int MAX_NESTING = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxNameLength(1_000)
                    .build())
            .build();

    private final byte[] body;
    private final JsonParser parser;
    private @Nullable String apiVersion;
    private @Nullable String reviewKind;
    private boolean requested;

    private @Nullable String uid;
    private @Nullable Resource kind;
    private String resource = "";
    private @Nullable String subResource;
    private @Nullable String namespace;
    private @Nullable String name;
    private @Nullable Operation operation;
    private User user = new User("", List.of());
    private boolean dryRun;
    private int @Nullable [] object;
    private int @Nullable [] oldObject;

    private AdmissionReviewReader(byte[] body) {
        this.body = body;
        this.parser = JSON.createParser(ObjectReadContext.empty(), body);
    }

    /**
     * Reads a review.
     *
     * @param body JSON in UTF-8
     * @throws BadReviewException if it is no AdmissionReview of {@code admission.k8s.io/v1} with a request
     */
    static AdmissionRequest read(byte[] body) {
        try {
            var reader = new AdmissionReviewReader(body);
            reader.review();
            return reader.request();
        } catch (StreamConstraintsException e) {
            throw new BadReviewException("the AdmissionReview is refused: " + e.getOriginalMessage());
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String where = at == null || at.getLineNr() < 1
                    ? ""
                    : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new BadReviewException("the body is not JSON" + where + ": " + e.getOriginalMessage());
        }
    }

    private void review() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BadReviewException("the body is not an AdmissionReview: a JSON object was expected");
        }
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            switch (field) {
                case "apiVersion" -> apiVersion = text(field);
                case "kind" -> reviewKind = text(field);
                case "request" -> {
                    if (!isNull()) {
                        requested = true;
                        eachField("request", this::requestField);
                    }
                }
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new BadReviewException("something follows the AdmissionReview");
        }
    }

    private void requestField(String field) {
        switch (field) {
            case "uid" -> uid = text("request.uid");
            case "kind" -> kind = kind();
            case "resource" ->
                eachField("request.resource", part -> {
                    if (part.equals("resource")) {
                        resource = text("request.resource.resource");
                    } else {
                        parser.skipChildren();
                    }
                });
            case "subResource" -> subResource = optionalText("request.subResource");
            case "namespace" -> namespace = optionalText("request.namespace");
            case "name" -> name = optionalText("request.name");
            case "operation" -> operation = operation(text("request.operation"));
            case "userInfo" -> user = user();
            case "dryRun" -> dryRun = bool("request.dryRun");
            case "object" -> object = slice("request.object");
            case "oldObject" -> oldObject = slice("request.oldObject");
            default -> parser.skipChildren();
        }
    }

    private AdmissionRequest request() {
        if (!"AdmissionReview".equals(reviewKind)) {
            throw new BadReviewException("the body is not an AdmissionReview: its kind is " + quoted(reviewKind));
        }
        if (!"admission.k8s.io/v1".equals(apiVersion)) {
            throw new BadReviewException("apiVersion " + quoted(apiVersion)
                    + " is not served; register the webhook with admissionReviewVersions: [\"v1\"]");
        }
        if (!requested) {
            throw new BadReviewException("the AdmissionReview has no request");
        }
        if (uid == null || uid.isEmpty()) {
            throw missing("uid");
        }
        if (kind == null) {
            throw missing("kind");
        }
        if (operation == null) {
            throw missing("operation");
        }
        boolean writes = operation == Operation.CREATE || operation == Operation.UPDATE;
        if (writes && object == null) {
            throw new BadReviewException("a request to " + operation + " has no request.object");
        }
        if (operation == Operation.UPDATE && oldObject == null) {
            throw new BadReviewException("a request to UPDATE has no request.oldObject");
        }
        String title = kind.name() + " " + (namespace == null ? "" : namespace + "/") + (name == null ? "" : name);
        return new AdmissionRequest(
                uid,
                kind,
                resource,
                subResource,
                namespace,
                name,
                operation,
                user,
                dryRun,
                source(title.strip(), object),
                source(title.strip(), oldObject));
    }

    private static BadReviewException missing(String field) {
        return new BadReviewException("the AdmissionReview has no request." + field);
    }

    private Resource kind() {
        var parts = new String[] {"", "", ""};
        eachField("request.kind", field -> {
            switch (field) {
                case "group" -> parts[0] = text("request.kind.group");
                case "version" -> parts[1] = text("request.kind.version");
                case "kind" -> parts[2] = text("request.kind.kind");
                default -> parser.skipChildren();
            }
        });
        return new Resource(parts[0], parts[1], parts[2]);
    }

    private User user() {
        var username = new String[] {""};
        var groups = new ArrayList<String>();
        eachField("request.userInfo", field -> {
            if (field.equals("username")) {
                username[0] = text("request.userInfo.username");
            } else if (field.equals("groups") && parser.currentToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    groups.add(text("request.userInfo.groups"));
                }
            } else {
                parser.skipChildren();
            }
        });
        return new User(username[0], groups);
    }

    private static Operation operation(String name) {
        for (Operation operation : Operation.values()) {
            if (operation.name().equals(name)) {
                return operation;
            }
        }
        throw new BadReviewException("request.operation " + quoted(name) + " is none of "
                + Arrays.toString(Operation.values()).toUpperCase(Locale.ROOT));
    }

    /** First byte of the object and the one behind its last. */
    private int @Nullable [] slice(String field) {
        if (isNull()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw expected(field, "an object");
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return new int[] {start, (int) parser.currentLocation().getByteOffset()};
    }

    private @Nullable Source source(String title, int @Nullable [] slice) {
        return slice == null ? null : new Source(title, Arrays.copyOfRange(body, slice[0], slice[1]));
    }

    private void eachField(String field, Consumer<String> read) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw expected(field, "an object");
        }
        for (String inner = parser.nextName(); inner != null; inner = parser.nextName()) {
            parser.nextToken();
            read.accept(inner);
        }
    }

    private boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    private @Nullable String optionalText(String field) {
        if (isNull()) {
            return null;
        }
        String text = text(field);
        return text.isEmpty() ? null : text;
    }

    private String text(String field) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw expected(field, "a string");
        }
        return parser.getString();
    }

    private boolean bool(String field) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw expected(field, "true or false");
        };
    }

    private static BadReviewException expected(String field, String what) {
        return new BadReviewException("the AdmissionReview is malformed: " + field + " must be " + what);
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "missing" : "\"" + text + "\"";
    }
}
