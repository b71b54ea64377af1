package dev.modelspec.engine.waiver;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import dev.modelspec.engine.spec.OtherKind;
import dev.modelspec.engine.spec.ParsedDocument;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.engine.spec.UnreadableDocument;
import dev.modelspec.engine.spec.UnrecognisedDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads waivers, of which a source may have several. All that is wrong with them is told at once. Thread-safe. */
public final class WaiverReader {
    private static final String NOUN = DocumentType.WAIVER.kind();
    private static final SpecParser PARSER = SpecParser.of(DocumentType.WAIVER);

    /** Where there must be no pattern, which people who know other tools may try. */
    private static final List<String> EXACT =
            List.of("/spec/rule", "/spec/target/namespace", "/spec/target/name", "/spec/target/path");

    private static final Pattern PATTERN = Pattern.compile("[*?]");

    private final SchemaValidator schema = SchemaValidator.of("waiver.v1alpha1.json");

    /**
     * The waivers of a source, in their order.
     *
     * @throws ConfigurationException if one is wrong, or there is none
     */
    public List<Waiver> read(Source source) {
        return new Reading(
                        location -> location.source() + ":" + location.region().startLine() + ":"
                                + location.region().startColumn())
                .of(source);
    }

    /**
     * A waiver that is an object in a cluster. Of its metadata, the name counts; its origin is {@code Waiver namespace/name}.
     *
     * @throws ConfigurationException if it is wrong
     */
    public Waiver readObject(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        String name = metadata.path("name").asString("");
        String origin = NOUN + " " + metadata.path("namespace").asString("") + "/" + name;
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("apiVersion", "kind", "spec")) {
            if (object.has(field)) {
                document.set(field, object.get(field));
            }
        }
        document.putObject("metadata").put("name", name);
        // Nobody has the text of an object, so lines would say nothing.
        Waiver waiver = new Reading(location -> origin + " at " + location.pointer())
                .of(Source.of(origin, document.toString()))
                .get(0);
        return new Waiver(
                waiver.name(),
                waiver.rule(),
                waiver.target(),
                waiver.reason(),
                waiver.owner(),
                waiver.ticket(),
                waiver.grantedAt(),
                waiver.expiresAt(),
                origin);
    }

    /** One source on its way to waivers. */
    private final class Reading {
        private final Function<Location, String> place;
        private final List<String> problems = new ArrayList<>();
        private final List<Waiver> waivers = new ArrayList<>();

        Reading(Function<Location, String> place) {
            this.place = place;
        }

        List<Waiver> of(Source source) {
            for (ParsedDocument document : PARSER.parse(source)) {
                if (document instanceof ParsedSpec written) {
                    read(written);
                } else if (document instanceof UnreadableDocument unreadable) {
                    add(unreadable.findings());
                } else if (document instanceof UnrecognisedDocument unrecognised) {
                    add(List.of(unrecognised.finding()));
                } else if (document instanceof OtherKind) {
                    problems.add(source.name() + ": there is a document of another kind than " + NOUN
                            + " of governance.modelspec.dev");
                }
            }
            if (!problems.isEmpty()) {
                throw new ConfigurationException("The waivers in " + source.name() + " are wrong", problems);
            }
            return waivers;
        }

        private void read(ParsedSpec document) {
            var findings = new ArrayList<>(document.findings());
            List<String> patterns = EXACT.stream()
                    .filter(pointer -> PATTERN.matcher(
                                    document.tree().at(pointer).asString(""))
                            .find())
                    .toList();
            for (String pointer : patterns) {
                problems.add(
                        place(document, pointer) + ": A waiver is for one rule and one spec; there are no patterns."
                                + " Name the one, or change the level of the rule in a profile of your own.");
            }
            schema.validate(document).stream()
                    .filter(finding -> !patterns.contains(finding.location().pointer()))
                    .forEach(findings::add);
            add(findings);
            if (!findings.isEmpty() || !patterns.isEmpty()) {
                return;
            }
            Instant grantedAt = time(document, "grantedAt");
            Instant expiresAt = time(document, "expiresAt");
            if (grantedAt == null || expiresAt == null) {
                return;
            }
            if (!grantedAt.isBefore(expiresAt)) {
                problems.add(place(document, "/spec/expiresAt") + ": The waiver expires before it begins. Set"
                        + " `spec.expiresAt` to a day after `spec.grantedAt`.");
                return;
            }
            waivers.add(waiver(document, grantedAt, expiresAt));
        }

        private @Nullable Instant time(ParsedSpec document, String field) {
            String written = document.tree().path("spec").path(field).asString();
            try {
                return written.indexOf('T') < 0
                        ? LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(written).toInstant();
            } catch (DateTimeParseException e) {
                problems.add(place(document, "/spec/" + field) + ": There is no such time as " + written + ".");
                return null;
            }
        }

        private void add(List<Finding> findings) {
            for (Finding finding : findings) {
                String remediation = finding.remediation() == null ? "" : " " + finding.remediation();
                problems.add(place.apply(finding.location()) + ": " + finding.message() + remediation);
            }
        }

        private String place(ParsedSpec document, String pointer) {
            return place.apply(document.locate(pointer));
        }
    }

    private static Waiver waiver(ParsedSpec document, Instant grantedAt, Instant expiresAt) {
        JsonNode spec = document.tree().path("spec");
        JsonNode target = spec.path("target");
        return new Waiver(
                String.valueOf(document.name()),
                spec.path("rule").asString(),
                new Waiver.Target(
                        text(target, "namespace"),
                        target.path("name").asString(),
                        target.path("path").asString("")),
                spec.path("reason").asString(),
                spec.path("owner").asString(),
                text(spec, "ticket"),
                grantedAt,
                expiresAt,
                document.source() + ":"
                        + document.locateKey("/metadata/name").region().startLine());
    }

    private static @Nullable String text(JsonNode of, String field) {
        return of.has(field) ? of.path(field).asString() : null;
    }
}
