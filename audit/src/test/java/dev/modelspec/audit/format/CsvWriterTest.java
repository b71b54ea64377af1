package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.Golden;
import dev.modelspec.engine.governance.Decision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvWriterTest {
    private static final CSVFormat RFC_4180 =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private static List<CSVRecord> read(String csv) throws IOException {
        try (var parser = RFC_4180.parse(new StringReader(csv))) {
            return parser.getRecords();
        }
    }

    @Test
    void looksLikeThis() {
        Golden.assertMatches("report.csv", ExampleAudit.write(CsvWriter::new));
    }

    @Test
    void isReadBackWithEverySpecAndFinding() throws IOException {
        assertThat(read(ExampleAudit.write(CsvWriter::new)))
                .allMatch(CSVRecord::isConsistent)
                .extracting(row -> row.get("source"), row -> row.get("rule"), row -> row.get("standing"))
                .containsExactly(
                        tuple("deploy/chat.modelspec.yaml", "retention/logs-max-days", "waived"),
                        tuple("deploy/chat.modelspec.yaml", "privacy/pii-declared", "open"),
                        tuple("deploy/compliant.modelspec.yaml", "", ""),
                        tuple("deploy/évil,\"name\".modelspec.yaml", "accountability/owner-declared", "open"),
                        tuple("deploy/évil,\"name\".modelspec.yaml", "privacy/pii-policy-named", "baseline"),
                        tuple("deploy/unreadable.modelspec.yaml", "schema/type", "open"));
    }

    @Test
    void noCellIsAFormula() throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new CsvWriter(out);
        writer.begin(ExampleAudit.header());
        for (String name : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")) {
            writer.add(new AuditedSpec(
                    "a.yaml", 1, null, name, null, "sha256:00", Decision.ALLOW, true, new TreeMap<>(), List.of()));
        }
        writer.end(ExampleAudit.totals());
        assertThat(read(out.toString(StandardCharsets.UTF_8)))
                .extracting(row -> row.get("name"))
                .containsExactly("'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'\r=1", "'\n=1");
    }
}
