package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.framework.Framework;
import dev.modelspec.audit.framework.Framework.Control;
import dev.modelspec.engine.waiver.Waiver;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What Assessment Results say before and after their results: who made them, by which plan, and what the controls are. */
final class OscalPreface {
    private static final String VERSION = "1.1.3";
    private static final String ACCEPTS = "risk-acceptor";

    private final OscalJson oscal;
    private final AuditHeader header;

    OscalPreface(OscalJson oscal, AuditHeader header) {
        this.oscal = oscal;
        this.header = header;
    }

    void write() {
        oscal.text("uuid", OscalNames.uuid("assessment-results", key(header)));
        oscal.object("metadata", this::metadata);
        oscal.object("import-ap", () -> {
            oscal.text("href", "#" + planUuid());
            oscal.markup("remarks", "There is no plan in OSCAL; the resource says what stands in its place.");
        });
        if (header.frameworks().stream()
                .anyMatch(framework -> !framework.controls().isEmpty())) {
            oscal.object("local-definitions", () -> {
                oscal.generator().writeArrayPropertyStart("objectives-and-methods");
                for (Framework framework : header.frameworks()) {
                    framework.controls().forEach(control -> objective(framework, control));
                }
                oscal.generator().writeEndArray();
            });
        }
    }

    private void metadata() {
        oscal.text("title", "Assessment Results of ModelSpecs");
        oscal.time("last-modified", header.time());
        oscal.text("version", OscalNames.value(header.time().toString()));
        oscal.text("oscal-version", VERSION);
        var owners = new TreeSet<String>();
        header.waivers().stream().map(Waiver::owner).forEach(owners::add);
        if (!owners.isEmpty()) {
            oscal.array(
                    "roles",
                    List.of(ACCEPTS),
                    role -> oscal.object(() -> {
                        oscal.text("id", role);
                        oscal.text("title", "Accepts a risk for a time");
                    }));
            oscal.array(
                    "parties",
                    owners,
                    owner -> oscal.object(() -> {
                        oscal.text("uuid", partyUuid(owner));
                        // Whether it is a person or a team, nobody says.
                        oscal.text("type", "organization");
                        oscal.text("name", OscalNames.value(owner));
                    }));
        }
    }

    /** There is no catalog in OSCAL to refer to, so that what the controls are about is said here. */
    private void objective(Framework framework, Control control) {
        String token = OscalNames.token(framework.name(), control.id());
        oscal.object(() -> {
            oscal.text("control-id", token);
            oscal.markup("description", framework.title() + ", " + control.id() + ": " + control.title());
            oscal.array("props", List.of(control), any -> {
                oscal.prop("framework", framework.name());
                oscal.prop("control", control.id());
                control.rules().forEach(rule -> oscal.prop("rule", rule));
            });
            oscal.array("links", List.of(control.url()), url -> link("reference", url));
            oscal.array(
                    "parts",
                    List.of(objectiveId(token)),
                    id -> oscal.object(() -> {
                        oscal.text("id", id);
                        oscal.text("name", "assessment-objective");
                        oscal.markup("prose", control.title());
                    }));
        });
    }

    private void link(String relation, String url) {
        oscal.object(() -> {
            oscal.text("href", OscalNames.uri(url));
            oscal.text("rel", relation);
        });
    }

    /** The resources that are referred to. */
    static void backMatter(OscalJson oscal, AuditHeader header) {
        oscal.object("back-matter", () -> {
            oscal.generator().writeArrayPropertyStart("resources");
            oscal.object(() -> {
                oscal.text("uuid", planUuid());
                oscal.text("title", "What was assessed, and how");
                oscal.markup(
                        "description",
                        header.profile() == null
                                ? "There is no assessment plan. ModelSpecs were held against their schema."
                                : "There is no assessment plan. ModelSpecs were held against all rules that the profile "
                                        + header.profile() + " turns on, with the rules whose digest is "
                                        + header.policies() + ".");
                oscal.array(
                        "props",
                        Map.of("type", "plan").entrySet(),
                        type -> oscal.object(() -> {
                            oscal.text("name", type.getKey());
                            oscal.text("value", type.getValue());
                        }));
            });
            for (Framework framework : header.frameworks()) {
                oscal.object(() -> {
                    oscal.text("uuid", OscalNames.uuid("framework", framework.name()));
                    oscal.line("title", framework.title() + ", " + framework.version());
                    oscal.array(
                            "rlinks",
                            List.of(framework.url()),
                            url -> oscal.object(() -> oscal.text("href", OscalNames.uri(url))));
                });
            }
            oscal.generator().writeEndArray();
        });
    }

    /** Tells audits apart. */
    static String key(AuditHeader header) {
        return String.join(
                "\0",
                header.time().toString(),
                header.policies(),
                String.valueOf(header.profile()),
                header.surface(),
                String.valueOf(header.shard()));
    }

    static String objectiveId(String token) {
        return token + "_obj";
    }

    static String partyUuid(String owner) {
        return OscalNames.uuid("party", owner);
    }

    /** The role of who accepts a risk. */
    static String acceptor() {
        return ACCEPTS;
    }

    private static String planUuid() {
        return OscalNames.uuid("plan", "modelspec");
    }
}
