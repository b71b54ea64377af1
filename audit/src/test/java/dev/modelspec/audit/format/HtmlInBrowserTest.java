package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.MadeUpAudit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The report as a person uses it, in a real browser. */
@Tag("slow")
class HtmlInBrowserTest {
    private static final String SPECS = "#list > li";

    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static Path example;
    private static Path large;

    private BrowserPage page;

    @BeforeAll
    static void start() throws IOException {
        example = Files.writeString(folder.resolve("example.html"), ExampleAudit.write(HtmlWriter::new));
        large = folder.resolve("large.html");
        try (OutputStream out = Files.newOutputStream(large)) {
            MadeUpAudit.write(10_000, out, HtmlWriter::new);
        }
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void window() {
        page = chromium.open();
        page.window(1280, 900, "light");
    }

    @Test
    void showsAllSpecsAndLoadsNothingElse() {
        page.show(example, "");

        assertThat(page.texts("#list h3"))
                .containsExactly("care/chat", "fine", "<script>alert(1)</script>", "deploy/unreadable.modelspec.yaml");
        assertThat(page.text("#status")).isEqualTo("4 specs, 5 findings");
        assertThat(page.requests()).containsExactly(example.toUri().toString());
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void filtersByWhatIsChosen() {
        page.show(example, "");
        choose("decision", "deny");

        assertThat(page.texts("#list h3"))
                .containsExactly("<script>alert(1)</script>", "deploy/unreadable.modelspec.yaml");
        assertThat(page.text("#status")).isEqualTo("2 of 4 specs, 3 findings: decision Denied");
        assertThat(fragment()).isEqualTo("#decision=deny");

        choose("standing", "baseline");
        assertThat(page.texts("#list h3")).containsExactly("<script>alert(1)</script>");
        assertThat(page.text("#list .counts")).isEqualTo("1 medium");

        page.click("#filter button[type=reset]");
        page.evaluate("new Promise(done => setTimeout(() => done(1)))");
        assertThat(page.texts(SPECS)).hasSize(4);
        assertThat(fragment()).isEqualTo("#specs");
    }

    @Test
    void searchesNamesFilesOwnersAndMessages() {
        page.show(example, "");
        page.click("#f-q");
        page.type("COMPLIANT.modelspec");
        assertThat(page.texts("#list h3")).containsExactly("fine");

        page.evaluate("document.querySelector('#f-q').select()");
        page.type("personal data care");
        assertThat(page.texts("#list h3")).containsExactly("care/chat");

        page.evaluate("document.querySelector('#f-q').select()");
        page.type("nowhere to be found");
        assertThat(page.texts(SPECS)).isEmpty();
        assertThat(page.text("#status")).endsWith("Clear a filter to see more.");
    }

    @Test
    void opensASpecByClick() {
        page.show(example, "");
        page.click(SPECS + ":nth-child(1) summary");

        assertThat(page.texts("#list .finding h4")).hasSize(2).first().isEqualTo("Keep logs no longer than allowed");
        assertThat(page.text("#list .finding mark")).isEqualTo("logsDays: 400");
        assertThat(page.text("#list .waiver"))
                .isEqualTo("Waived by chat-logs until 31 December 2026: The new store is ready in January."
                        + " care@example.com, GOV-17");
        assertThat(page.text("#list .finding"))
                .contains("deploy/chat.modelspec.yaml:41:5", "What to do:", "GDPR art-5-1-e", "known for 270 days");
    }

    @Test
    void opensASpecByKeyboard() {
        page.show(example, "");
        page.evaluate("document.querySelector('#open-all').focus()");
        page.press("Tab");
        page.press("Tab");
        page.press("Enter");

        assertThat(page.evaluate("document.activeElement.parentElement.open").asBoolean())
                .isTrue();
        assertThat(page.text("#list details[open] h3")).isEqualTo("fine");
        assertThat(page.text("#list details[open] .body")).contains("Nothing was found.");
    }

    @Test
    void theFirstKeyLeadsToTheContent() {
        page.show(example, "");
        page.press("Tab");
        assertThat(page.evaluate("document.activeElement.innerText").asString()).isEqualTo("Skip to the report");
        page.press("Enter");
        assertThat(page.evaluate("document.activeElement.id").asString()).isEqualTo("main");
    }

    @Test
    void showsAHostileNameAsText() {
        page.show(example, "#q=script");
        assertThat(page.texts("#list h3")).containsExactly("<script>alert(1)</script>");
        assertThat(page.text("#list .finding .message"))
                .isEqualTo("The owner is missing; ]]> & <b>nobody</b> | answers\nfor it.");
        assertThat(page.evaluate("document.querySelectorAll('#list script, #list b b').length")
                        .asInt())
                .isZero();
        assertThat(page.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#rule=privacy/pii-declared | care/chat",
                "#spec=deploy%2Fcompliant.modelspec.yaml | fine",
                "#control=gdpr/art-30 | <script>alert(1)</script>",
                "#owner= | <script>alert(1)</script>,deploy/unreadable.modelspec.yaml",
                "#new=1 | care/chat,deploy/unreadable.modelspec.yaml",
                "#severity=medium&standing=open | care/chat",
            })
    void leadsToSpecsByTheAddress(String fragment, String specs) {
        page.show(example, fragment);
        assertThat(String.join(",", page.texts("#list h3"))).isEqualTo(specs);
    }

    @Test
    void linksOfTablesLeadToSpecs() {
        page.show(example, "");
        page.click("#rules a[href=\"#rule=accountability%2Fowner-declared&standing=counted\"]");

        assertThat(page.texts("#list h3")).containsExactly("<script>alert(1)</script>");
        assertThat(page.texts("#list .finding h4")).first().isEqualTo("Name an owner");
        assertThat(page.text("#list .others > summary")).isEqualTo("1 more finding that the filter leaves out");
    }

    @ParameterizedTest
    @CsvSource({"320,light", "360,light", "360,dark", "768,light", "1280,dark", "1600,light"})
    void fitsTheWindowAndIsAccessible(int width, String scheme) throws IOException {
        page.window(width, 900, scheme);
        page.show(example, "");
        page.click("#open-all");

        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asString())
                .isEqualTo(scheme.equals("dark") ? "rgb(17, 21, 27)" : "rgb(246, 247, 249)");
        assertThat(violations()).isEmpty();
    }

    /** What axe, the judge of others, has to say. */
    private JsonNode violations() throws IOException {
        try (InputStream axe =
                getClass().getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + ";1");
        }
        return page.evaluate(
                "axe.run().then(found => found.violations.map(each =>"
                        + " each.id + ': ' + each.help + ': ' + each.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')))");
    }

    @Test
    void printsAllSpecsWithTheirFindings() throws IOException {
        page.show(example, "");
        String paper = paper();

        assertThat(paper)
                .contains("Logs are kept for 400 days; at most 365 are allowed.")
                .contains("The spec does not say whether personal data is allowed.")
                .contains("The policy for personal data is blank; it must have a name.")
                .contains("has to be text, but is a boolean.")
                .contains("2 of 4 specs are denied", "permission denied", "Storage no longer than needed")
                .doesNotContain("Clear filters", "Skip to the report");
        assertThat(page.texts("#list details[open]")).isEmpty();
    }

    private String paper() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(page.pdf())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    @Test
    void showsTenThousandSpecsAPageAtATime() {
        page.show(large, "");

        assertThat(page.texts("#list h3")).hasSize(50).first().isEqualTo("care/assistant-00000");
        assertThat(page.text("#status")).isEqualTo("10,000 specs, 37,500 findings");
        assertThat(page.evaluate("document.querySelectorAll('*').length").asInt())
                .isLessThan(10_000);

        page.click("#forth");
        assertThat(page.text("#page")).isEqualTo("Page 2 of 200");
        assertThat(page.texts("#list h3")).first().isEqualTo("fraud/assistant-00050");
        assertThat(fragment()).isEqualTo("#page=2");

        page.click("#f-q");
        page.type("assistant-09999");
        assertThat(page.texts(SPECS)).hasSize(1);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void printsNoMoreThanABrowserCanAndSaysSo() {
        page.show(large, "");
        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(page.text("#status"))
                .isEqualTo(
                        "10,000 specs, 37,500 findings. Only the first 250 are printed; filter the specs before you print to"
                                + " choose others.");
        assertThat(page.evaluate("document.querySelectorAll('#list > li > details[open] .body').length")
                        .asInt())
                .isEqualTo(250);

        page.evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(page.texts(SPECS)).hasSize(50);
        assertThat(page.text("#status")).isEqualTo("10,000 specs, 37,500 findings");
    }

    private void choose(String filter, String value) {
        page.evaluate("(() => { const field = document.querySelector('#f-" + filter + "'); field.value = '" + value
                + "'; field.dispatchEvent(new Event('input', {bubbles: true})); })()");
        page.painted();
    }

    private String fragment() {
        return page.evaluate("location.hash").asString();
    }
}
