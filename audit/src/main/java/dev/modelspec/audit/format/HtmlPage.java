package dev.modelspec.audit.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The frame of the report, with its style sheet, its script and the policy that allows these two only. */
final class HtmlPage {
    private final String text;
    private int at;

    HtmlPage() {
        String style = resource("report.css");
        String script = resource("report.js");
        text = resource("report.html")
                .replace("{{policy}}", policy(style, script))
                .replace("{{patterns}}", HtmlChart.PATTERNS)
                .replace("{{style}}", style)
                .replace("{{script}}", script);
    }

    /** What comes next, up to a place to fill in. */
    String until(String place) {
        String mark = "{{" + place + "}}";
        int end = text.indexOf(mark, at);
        if (end < 0) {
            throw new IllegalStateException("report.html has no " + mark + " there");
        }
        String part = text.substring(at, end);
        at = end + mark.length();
        return part;
    }

    /** What is left. */
    String rest() {
        return text.substring(at);
    }

    /** Nothing is loaded, sent or run but the two; text can become no code either. */
    private static String policy(String style, String script) {
        return "default-src 'none'; style-src '" + digest(style) + "'; script-src '" + digest(script)
                + "'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream("html/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            // A browser reads line ends so before it compares digests.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
