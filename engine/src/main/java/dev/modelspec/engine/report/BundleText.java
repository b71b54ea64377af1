package dev.modelspec.engine.report;

import dev.modelspec.engine.bundle.BundleArchive;
import dev.modelspec.engine.bundle.BundleManifest;
import dev.modelspec.engine.bundle.BundleSignature;
import dev.modelspec.engine.bundle.BundledPolicies;
import dev.modelspec.rego.RuleCatalog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is in a bundle, for people and for programs. */
public final class BundleText {
    private final OutputStream out;

    /**
     * A writer.
     *
     * @param out takes UTF-8
     */
    public BundleText(OutputStream out) {
        this.out = out;
    }

    /**
     * For people.
     *
     * @param verified whether the signature was verified
     */
    public void write(BundleArchive bundle, boolean verified) throws IOException {
        var text = new StringBuilder(1024);
        BundleManifest manifest = BundleManifest.of(bundle);
        line(text, "bundle", bundle.origin());
        line(text, "digest", bundle.digest());
        line(text, "revision", manifest.revision());
        line(text, "roots", String.join(", ", manifest.roots()));
        line(text, "size", bundle.packedBytes() + " bytes, unpacked " + unpacked(bundle));
        line(text, "signature", signature(BundleSignature.claimedBy(bundle), verified));
        line(
                text,
                "profiles",
                String.join(", ", BundledPolicies.profiles(bundle).keySet()));
        RuleCatalog catalog = BundledPolicies.catalogOf(bundle);
        if (catalog == null) {
            line(text, "rules", "no catalogue; its Rego is compiled when it is used");
        } else {
            line(text, "rules", String.valueOf(catalog.rules().size()));
            catalog.rules()
                    .forEach(rule -> text.append("  ")
                            .append(Printable.of(rule.id()))
                            .append("  ")
                            .append(rule.severity())
                            .append("  ")
                            .append(Printable.of(rule.title()))
                            .append('\n'));
        }
        text.append("files\n");
        bundle.files()
                .forEach((name, content) -> text.append("  ")
                        .append(Printable.of(name))
                        .append("  ")
                        .append(content.length)
                        .append('\n'));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append(what).append(" ".repeat(11 - what.length())).append(Printable.of(value.isEmpty() ? "none" : value));
        text.append('\n');
    }

    private static long unpacked(BundleArchive bundle) {
        return bundle.files().values().stream()
                .mapToLong(content -> content.length)
                .sum();
    }

    private static String signature(@Nullable BundleSignature signature, boolean verified) {
        if (signature == null) {
            return "none";
        }
        return describe(signature) + (verified ? "; verified" : "; not verified, give --verification-key");
    }

    /** A signature in some words. */
    public static String describe(BundleSignature signature) {
        return signature.algorithm()
                + (signature.keyId() == null ? "" : ", key " + signature.keyId())
                + (signature.scope() == null ? "" : ", scope " + signature.scope())
                + (signature.issued() == null ? "" : ", of " + signature.issued())
                + (signature.expires() == null ? "" : ", until " + signature.expires());
    }

    /** For programs. */
    public void writeJson(BundleArchive bundle, boolean verified) throws IOException {
        BundleManifest manifest = BundleManifest.of(bundle);
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("bundle", bundle.origin())
                .put("digest", bundle.digest())
                .put("revision", manifest.revision());
        manifest.roots().forEach(json.putArray("roots")::add);
        json.put("bytes", bundle.packedBytes()).put("unpackedBytes", unpacked(bundle));
        BundleSignature signature = BundleSignature.claimedBy(bundle);
        if (signature == null) {
            json.putNull("signature");
        } else {
            json.putObject("signature")
                    .put("algorithm", signature.algorithm())
                    .put("keyId", signature.keyId())
                    .put("scope", signature.scope())
                    .put("issued", text(signature.issued()))
                    .put("expires", text(signature.expires()))
                    .put("verified", verified);
        }
        BundledPolicies.profiles(bundle).keySet().forEach(json.putArray("profiles")::add);
        RuleCatalog catalog = BundledPolicies.catalogOf(bundle);
        if (catalog == null) {
            json.putNull("rules");
        } else {
            var rules = json.putArray("rules");
            catalog.rules()
                    .forEach(rule -> rules.addObject()
                            .put("id", rule.id())
                            .put("severity", rule.severity())
                            .put("title", rule.title()));
        }
        ObjectNode files = json.putObject("files");
        bundle.files().forEach((name, content) -> files.put(name, content.length));
        out.write(JsonStyle.WRITER.writeValueAsBytes(json));
        out.write('\n');
        out.flush();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
