package dev.modelspec.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever bytes come in, what comes out are documents and findings, each with a place in the text and words. */
@Tag("slow")
class AnyInputTest {
    private static final byte[] PIECES =
            "\n  :-#'\"{}[],&*!|>%@?~.=<y0179eEx_/\\\r\t---\u00e9\u2028🤖kind: ModelSpec\u0000"
                    .getBytes(StandardCharsets.UTF_8);

    private final Random random = new Random(3);

    @Test
    void changed_bytes_are_read_or_found_fault_with() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : BadInputTest.files().toList()) {
            seeds.add(Files.readAllBytes(BadInputTest.folder().resolve(name)));
        }
        for (int i = 0; i < 8_000; i++) {
            byte[] bytes = changed(seeds.get(random.nextInt(seeds.size())), seeds.get(random.nextInt(seeds.size())));
            for (String name : List.of("a.yaml", "a.json", "-")) {
                check(new Source(name, bytes));
            }
        }
    }

    private static void check(Source source) {
        String shown = Base64.getEncoder().encodeToString(source.content());
        assertThatCode(() -> {
                    List<ParsedDocument> documents = SpecParser.ofModelSpecs().parse(source);
                    assertThat(documents).isNotEmpty();
                    for (ParsedDocument document : documents) {
                        DocumentText.findings(document).forEach(AnyInputTest::check);
                    }
                })
                .as("%s", shown)
                .doesNotThrowAnyException();
    }

    private static void check(Finding finding) {
        Region region = finding.location().region();
        assertThat(region.startLine()).isPositive();
        assertThat(region.startColumn()).isPositive();
        assertThat(region.endLine()).isGreaterThanOrEqualTo(region.startLine());
        if (region.endLine() == region.startLine()) {
            assertThat(region.endColumn()).isGreaterThanOrEqualTo(region.startColumn());
        }
        assertThat(finding.message()).isNotBlank().doesNotContain("null.", "Exception");
    }

    private byte[] changed(byte[] seed, byte[] other) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int cut = random.nextInt(seed.length + 1);
        bytes.write(seed, 0, cut);
        if (random.nextInt(5) == 0 && other.length > 0) {
            int from = random.nextInt(other.length);
            bytes.write(other, from, random.nextInt(other.length - from));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            int from = random.nextInt(PIECES.length);
            bytes.write(PIECES, from, Math.min(1 + random.nextInt(4), PIECES.length - from));
        }
        if (random.nextInt(50) == 0) {
            bytes.write(random.nextInt(256));
        }
        int skip = Math.min(seed.length, cut + random.nextInt(3));
        bytes.write(seed, skip, seed.length - skip);
        return bytes.toByteArray();
    }
}
