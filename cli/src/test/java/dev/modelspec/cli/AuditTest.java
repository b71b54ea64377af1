package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditTest {
    private static final String MINIMAL = read("../examples/00-minimal.modelspec.yaml");
    private static final String FULL = read("../examples/08-full-production.modelspec.yaml");
    private static final String AT = "2026-11-26T09:30:00Z";

    @TempDir
    private Path folder;

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void specs() {
        for (int i = 1; i <= 3; i++) {
            write("specs/team-" + i + "/full.modelspec.yaml", FULL.replaceFirst("  name: .*", "  name: full-" + i));
            write(
                    "specs/team-" + i + "/minimal.modelspec.yaml",
                    MINIMAL.replaceFirst("  name: .*", "  name: minimal-" + i));
        }
    }

    @Test
    void saysHowAllSpecsStand() {
        Run run = Run.of("audit", "--profile", "regulated", path("specs"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("specs       6: ", "By rule", "By owner", "(nobody)", "Denied specs", "minimal-2")
                .contains("other rules find nothing");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80 || line.contains(folder.toString()));
    }

    @Test
    void theSameSpecsAtTheSameTimeMakeTheSameReportHoweverTheyAreNamed() {
        String one = json(path("specs"));
        assertThat(json(path("specs/team-3"), path("specs/team-1"), path("specs/team-2")))
                .isEqualTo(one);
        assertThat(json(path("specs"), path("specs/team-2"))).isEqualTo(one);
    }

    @Test
    void shardsAreMergedToTheReportOfOneRun() throws IOException {
        List<String> merge = new ArrayList<>(List.of("report", "merge", "--format", "json=" + path("merged.json")));
        for (int i = 1; i <= 4; i++) {
            String shard = path("shard-" + i + ".json");
            Run run = audit("--shard", i + "/4", "--format", "json=" + shard, path("specs"));
            assertThat(run.exitCode()).isLessThanOrEqualTo(1);
            merge.add(shard);
        }
        Run merged = Run.of(merge.toArray(String[]::new));
        assertThat(merged.err()).isEmpty();
        assertThat(Files.readString(Path.of(path("merged.json")))).isEqualTo(json(path("specs")));

        merge.remove(merge.size() - 1);
        Run lacking = Run.of(merge.toArray(String[]::new));
        assertThat(lacking.exitCode()).isEqualTo(2);
        assertThat(lacking.err()).contains("there is no report of shard");
    }

    @Test
    void aBaselineLetsOnlyNewFindingsCount() throws IOException {
        assertThat(audit("--profile", "regulated", "--write-baseline", path("baseline.yaml"), path("specs"))
                        .exitCode())
                .isEqualTo(1);
        Run same = audit("--profile", "regulated", "--baseline", path("baseline.yaml"), path("specs"));
        assertThat(same.exitCode()).isZero();
        assertThat(same.out()).contains("in the baseline");
        Run checked = Run.of("check", "--profile", "regulated", "--baseline", path("baseline.yaml"), path("specs"));
        assertThat(checked.exitCode()).as(checked.out()).isZero();
        assertThat(checked.out()).contains("findings in the baseline").doesNotContain("deny ");

        // Moved and laid out anew, and one that is new.
        write(
                "specs/team-1/minimal.modelspec.yaml",
                "\n\n# moved\n" + read(path("specs/team-1/minimal.modelspec.yaml")));
        write("specs/team-4/minimal.modelspec.yaml", MINIMAL.replaceFirst("  name: .*", "  name: minimal-4"));
        Run grown = Run.of("check", "--profile", "regulated", "--baseline", path("baseline.yaml"), path("specs"));
        assertThat(grown.exitCode()).isEqualTo(1);
        assertThat(grown.out()).contains("team-4").doesNotContain("team-1");

        Files.delete(Path.of(path("specs/team-1/minimal.modelspec.yaml")));
        assertThat(Run.of("check", "--profile", "regulated", "--baseline", path("baseline.yaml"), path("specs"))
                        .err())
                .contains("that are there no more: write it anew with --write-baseline");
    }

    @Test
    void comparesWithThePreviousReport() {
        json(path("specs"));
        audit("--at", "2026-10-01T00:00:00Z", "--format", "json=" + path("before.json"), path("specs"));
        write("specs/team-4/minimal.modelspec.yaml", MINIMAL.replaceFirst("  name: .*", "  name: minimal-4"));
        write("specs/team-1/minimal.modelspec.yaml", FULL.replaceFirst("  name: .*", "  name: minimal-1"));
        Run run = Run.of("audit", "--at", AT, "--previous", path("before.json"), path("specs"));
        assertThat(run.out())
                .contains("Since 2026-10-01T00:00:00Z", "new ", "resolved")
                .contains("after 56 days");
        JsonNode report = JsonMapper.shared()
                .readTree(Run.of(
                                "audit",
                                "--at",
                                AT,
                                "--format",
                                "json",
                                "--previous",
                                path("before.json"),
                                path("specs"))
                        .out());
        JsonNode history = report.path("totals").path("history");
        assertThat(history.path("new").asInt()).isPositive();
        assertThat(history.path("resolved").size())
                .isEqualTo(history.path("new").asInt());
    }

    @Test
    void aFolderOfWaiversMayBeAConfigMap() throws IOException {
        Path data = Files.createDirectories(folder.resolve("mounted/..2026_11_26"));
        Run waive = Run.of(
                "waive",
                "retention/declared@minimal-1",
                "--reason",
                "x",
                "--owner",
                "y",
                "--ttl",
                "30d",
                "-o",
                data.resolve("waivers.yaml").toString());
        assertThat(waive).isEqualTo(new Run(0, "", ""));
        Files.createSymbolicLink(folder.resolve("mounted/..data"), data.getFileName());
        Files.createSymbolicLink(folder.resolve("mounted/waivers.yaml"), Path.of("..data/waivers.yaml"));

        assertThat(Run.of("check", "--waivers", path("mounted"), path("specs/team-1"))
                        .err())
                .doesNotContain("There is another waiver");
    }

    @Test
    void aWaiverExcusesAFindingUntilItExpires() {
        String waivers = path("waivers.yaml");
        Run check = Run.of(
                "check", "--profile", "regulated", "--format", "json", path("specs/team-1/minimal.modelspec.yaml"));
        JsonNode finding = JsonMapper.shared()
                .readTree(check.out())
                .path("specs")
                .path(0)
                .path("findings")
                .path(0);
        String rule = finding.path("rule").asString();
        Run waive = Run.of(
                "waive",
                rule + "@minimal-1",
                "--reason",
                "Ready \"soon\"",
                "--owner",
                "risk@example.com",
                "--ttl",
                "30d",
                "-o",
                waivers);
        assertThat(waive).isEqualTo(new Run(0, "", ""));
        Run waived = Run.of(
                "audit", "--profile", "regulated", "--waivers", waivers, "--format", "json", path("specs/team-1"));
        JsonNode report = JsonMapper.shared().readTree(waived.out());
        assertThat(report.path("totals").path("findings").path("waived").asInt())
                .isPositive();
        assertThat(report.path("waivers").path(0).path("reason").asString()).isEqualTo("Ready \"soon\"");

        String after = LocalDate.now(ZoneOffset.UTC).plusDays(31) + "T00:00:00Z";
        Run expired = Run.of(
                "audit",
                "--at",
                after,
                "--profile",
                "regulated",
                "--waivers",
                waivers,
                "--format",
                "json",
                path("specs/team-1"));
        JsonNode late = JsonMapper.shared().readTree(expired.out()).path("totals");
        assertThat(late.path("findings").path("waived").asInt()).isZero();
        assertThat(late.path("waivers").path(0).path("status").asString()).isEqualTo("expired");
        assertThat(expired.err()).contains("waivers no longer in force: minimal-1-");

        Run again =
                Run.of("waive", rule + "@minimal-1", "--reason", "x", "--owner", "y", "--ttl", "30d", "-o", waivers);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("excuse the same finding");
    }

    @Test
    void aFingerprintOfAReportCanBeWaived() {
        audit("--format", "json=" + path("report.json"), path("specs"));
        String print = JsonMapper.shared()
                .readTree(read(path("report.json")))
                .at("/specs/1/findings/0/fingerprint")
                .asString();
        Run run = Run.of(
                "waive",
                print.substring(0, 12),
                "--report",
                path("report.json"),
                "--reason",
                "r",
                "--owner",
                "o",
                "--ttl",
                "10d");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("kind: Waiver", "name: minimal-1\n", "path:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no/such-rule@x --ttl 30d                       | there is no such rule
            schema/type@x --ttl 30d                        | cannot be waived
            retention/logs-max-days@* --ttl 30d            | there are no patterns
            retention/logs-max-days --ttl 30d              | names no finding
            retention/logs-max-days@x                      | Say how long it holds
            retention/logs-max-days@x --ttl 0d             | --ttl must be a number of days
            retention/logs-max-days@x --ttl 900d           | the profile baseline lets one last 365 days
            retention/logs-max-days@x --expires-at 2020-01-01 | --expires-at is in the past
            """)
    void whatCannotBeWaivedIsRefused(String arguments, String problem) {
        List<String> all = new ArrayList<>(List.of("waive", "--reason", "r", "--owner", "o"));
        all.addAll(List.of(arguments.split(" ")));
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(problem);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aSignedReportThatWasChangedIsRefused() throws IOException, GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String key = write("key.pem", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        String publicKey =
                write("key.pub.pem", pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        String otherKey =
                write("other.pub.pem", pem("PUBLIC KEY", other.getPublic().getEncoded()));
        String report = path("report.json");
        audit("--sign", key, "--format", "json=" + report, path("specs"));

        Run verified = Run.of("report", "verify", "--verification-key", publicKey, report);
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("report.json: verified, ");
        assertThat(Run.of("report", "verify", "--verification-key", otherKey, report)
                        .err())
                .contains("it was made with another key, or changed since");
        write("report.json", read(report).replace("\"deny\"", "\"warn\""));
        Run changed = Run.of("report", "verify", "--verification-key", publicKey, report);
        assertThat(changed.exitCode()).isEqualTo(2);
        assertThat(changed.err()).contains("report.json is refused: it was changed after it was signed");
        Files.delete(Path.of(report + ".jws"));
        assertThat(Run.of("report", "verify", "--verification-key", publicKey, report)
                        .err())
                .contains("cannot be read: there is no such file");
    }

    @Test
    void anOldReportStaysWholeIfTheNewOneCannotBeWritten() throws IOException {
        write("report.json", "old");
        Run run = audit(
                "--format",
                "json=" + path("report.json"),
                "--format",
                "text=" + path("report.json/folder.txt"),
                path("specs"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("report.json/folder.txt: " + path("report.json") + " is no folder");
        assertThat(read(path("report.json"))).isEqualTo("old");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.json", "specs");
        }
    }

    @Test
    void aFullDiskIsSaidAndWhatIsNoRegularFileIsNotReplaced() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeThat(full).exists();
        write("report.json", "old");
        Run run = audit("--format", "json=" + path("report.json"), "--format", "sarif=/dev/full", path("specs"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the output cannot be written: /dev/full: No space left on device");
        assertThat(read(path("report.json"))).isEqualTo("old");
        assertThat(Files.isRegularFile(full)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --shard 5/4            | a shard is I/N with I from 1 to N, not 5/4
            --shard x              | --shard must be I/N
            --shard 1/2 --previous p.json | say them to `modelspec report merge`
            --format pdf           | there is no format 'pdf'
            --format json --format text | two reports are to go to standard output
            --format json=         | names no file
            --at yesterday         | --at must be a time in UTC
            --previous absent.json | absent.json cannot be read: there is no such file
            --baseline absent.yaml | absent.yaml cannot be read
            --sign key.pem         | --sign is for reports in files
            --waivers absent.yaml  | absent.yaml cannot be read
            """)
    void wrongUsageIsRefused(String arguments, String problem) {
        List<String> all = new ArrayList<>(List.of("audit", path("specs")));
        all.addAll(List.of(arguments.split(" ")));
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(problem);
        assertThat(run.out()).isEmpty();
    }

    private Run audit(String... arguments) {
        List<String> all = new ArrayList<>(List.of("audit"));
        if (!List.of(arguments).contains("--at")) {
            all.addAll(List.of("--at", AT));
        }
        all.addAll(List.of(arguments));
        return Run.of(all.toArray(String[]::new));
    }

    private String json(String... paths) {
        List<String> all = new ArrayList<>(List.of("--format", "json"));
        all.addAll(List.of(paths));
        return audit(all.toArray(String[]::new)).out();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text, StandardCharsets.UTF_8).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String type, byte[] key) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(key) + "\n-----END " + type
                + "-----\n";
    }
}
