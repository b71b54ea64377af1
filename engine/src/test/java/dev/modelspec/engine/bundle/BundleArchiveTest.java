package dev.modelspec.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleArchiveTest {
    private static final BundleLimits SMALL = new BundleLimits(10_000, 5_000_000, 3, 100);

    @Test
    void whatWasWrittenIsRead() {
        var long1 = "a".repeat(150) + "/ä.rego";
        byte[] packed = Archives.bundle(Map.of("data.json", "{}", long1, "ü", ".manifest", ""));

        var archive = BundleArchive.read("b.tar.gz", packed);

        assertThat(archive.files().keySet()).containsExactly(".manifest", long1, "data.json");
        assertThat(archive.files().get(long1)).asString(StandardCharsets.UTF_8).isEqualTo("ü");
        assertThat(archive.digest()).isEqualTo(Digests.sha256(packed));
        assertThat(Archives.bundle(Map.of(".manifest", "", "data.json", "{}", long1, "ü")))
                .isEqualTo(packed);
    }

    @ParameterizedTest
    @CsvSource({"/data.json,data.json", "./data.json,data.json", "data.json,data.json", "./a/b.rego,a/b.rego"})
    void namesAreReadAsOpaAndTarWriteThem(String written, String name) throws IOException {
        byte[] packed = new Archives()
                .special("./", TarConstants.LF_DIR, "")
                .file(written, "{}")
                .bytes();

        assertThat(BundleArchive.read("b", packed).files()).containsOnlyKeys(name);
    }

    @ParameterizedTest
    @CsvSource({
        "../x.rego,leads out of the bundle",
        "a/../../x.rego,leads out of the bundle",
        "/../x.rego,leads out of the bundle",
        "//etc/x,is absolute",
        ".//etc/x,is absolute",
        "C:/x.rego,is absolute",
        "a\\..\\x.rego,has a backslash",
        "a//x.rego,has an empty part or `.` in it",
        "a/./x.rego,has an empty part or `.` in it"
    })
    void namesThatLeadElsewhereAreRefused(String name, String why) throws IOException {
        assertRefused(new Archives().file(name, "x").bytes(), "the name of its entry `" + name + "` " + why);
    }

    @Test
    void linksAndDevicesAreRefused() throws IOException {
        assertRefused(
                new Archives().link("a.rego", "/etc/passwd").bytes(),
                "its entry `a.rego` is a link to `/etc/passwd`, and a bundle has only files and folders");
        assertRefused(
                new Archives().special("a.rego", TarConstants.LF_LINK, "b").bytes(),
                "its entry `a.rego` is a link to `b`, and a bundle has only files and folders");
        for (byte type : new byte[] {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO}) {
            assertRefused(
                    new Archives().special("a", type, "").bytes(),
                    "its entry `a` is a device or another special file, and a bundle has only files and folders");
        }
    }

    @Test
    void twoEntriesOfOneNameAreRefused() throws IOException {
        assertRefused(
                new Archives().file("/data.json", "1").file("data.json", "2").bytes(),
                "it has two entries named `data.json`");
    }

    @Test
    void bombsAreRefused() throws IOException {
        byte[] zeros = new byte[4_000_000];
        assertRefused(
                new Archives().file("data.json", zeros).bytes(),
                "it unpacks to more than 100 times its size, as archives made to do harm do");
        byte[] bomb = bombWithoutAnEntry();
        assertRefused(bomb, "it unpacks to more than 100 times its size, as archives made to do harm do");
        assertThatThrownBy(() -> BundleArchive.read("b", bomb, new BundleLimits(100_000, 5_000_000, 3, 100_000)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Bundle b is refused: it unpacks to more than 5000000 bytes, the limit");
    }

    @Test
    void tooManyEntriesAndTooMuchAreRefused() throws IOException {
        var many = new Archives();
        for (int i = 0; i < 4; i++) {
            many.file("f" + i, "");
        }
        assertRefused(many.bytes(), "it has more than 3 entries, the limit");
        assertRefused(new byte[10_001], "it is larger than 10000 bytes, the limit");
    }

    @Test
    void whatIsCutOffIsRefusedWhereverItIs() {
        byte[] packed = Archives.bundle(Map.of("a.rego", "package a", "data.json", "{}", "policy.wasm", "1234"));

        for (int length = 10; length < packed.length; length++) {
            assertRefused(Arrays.copyOf(packed, length), "it is cut off: its end is missing");
        }
    }

    @Test
    void aTarArchiveThatIsCutOffInsideIsRefused() throws IOException {
        byte[] packed = Archives.bundle(Map.of("a.rego", "package a".repeat(100)));
        byte[] unpacked = unpacked(packed);

        for (int length : new int[] {700, 1536, 2048}) {
            assertRefused(gzip(Arrays.copyOf(unpacked, length)), "its tar archive is cut off: its end is missing");
        }
    }

    @Test
    void aDamagedHeaderIsRefused() throws IOException {
        byte[] unpacked = unpacked(Archives.bundle(Map.of("a.rego", "package a", "b.rego", "package b")));
        unpacked[1024] ^= 1;

        assertRefused(gzip(unpacked), "its tar archive is damaged: the header at byte 1024 has a wrong checksum");
    }

    @Test
    void whatFollowsTheEndOfTheTarArchiveIsRefused() throws IOException {
        byte[] one = unpacked(Archives.bundle(Map.of("a.rego", "package a")));
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);

        assertRefused(gzip(two), "something follows the end of its tar archive");
    }

    @Test
    void aSizeThatIsSaidTwiceIsRefused() throws IOException {
        String why = "its tar archive says the size of an entry in two places, or too much of it";
        for (String records : new String[] {"9 size=0\n", "12 path=abc\n9 size=0\n", "20 GNU.sparse.size=1\n"}) {
            for (byte type :
                    new byte[] {TarConstants.LF_PAX_EXTENDED_HEADER_LC, TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER}) {
                byte[] tar = unpacked(new Archives()
                        .file("extension", records)
                        .file("a.rego", "x")
                        .bytes());
                assertRefused(gzip(ofType(tar, type)), why);
            }
        }
    }

    @Test
    void nothingAndWhatHasNoNameAreRefused() throws IOException {
        assertRefused(new Archives().bytes(), "it has no files");
        assertRefused(new Archives().special("a/", TarConstants.LF_DIR, "").bytes(), "it has no files");
        assertRefused(new Archives().file(".", "x").bytes(), "its entry `.` is a file without a name");
    }

    /** The archive with its first entry of another type. */
    private static byte[] ofType(byte[] tar, byte type) {
        int checksum = Integer.parseInt(new String(tar, 148, 6, StandardCharsets.US_ASCII), 8) - tar[156] + type;
        tar[156] = type;
        System.arraycopy("%06o".formatted(checksum).getBytes(StandardCharsets.US_ASCII), 0, tar, 148, 6);
        return tar;
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        assertRefused(
                "package a\n\ndeny := true\n".getBytes(StandardCharsets.UTF_8),
                "it is not a tar archive compressed with gzip, or is damaged: Input is not in the .gz format.");
        byte[] packed = Archives.bundle(Map.of("a.rego", "package a"));
        packed[packed.length - 8] ^= 1;
        assertRefused(packed, "its tar archive is damaged: Gzip-compressed data is corrupt (CRC32 error).");
    }

    @Test
    void whatConsistsOfSeveralMembersIsRefused() throws IOException {
        byte[] empty = gzip(new byte[0]);
        var many = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            many.writeBytes(empty);
        }
        var bundle = new ByteArrayOutputStream();
        bundle.writeBytes(Archives.bundle(Map.of("a.rego", "package a")));
        bundle.writeBytes(empty);

        assertRefused(bundle.toByteArray(), "something follows its end");
        assertThatThrownBy(() -> BundleArchive.read("b", many.toByteArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Bundle b is refused: something follows its end");
    }

    private static byte[] bombWithoutAnEntry() throws IOException {
        return gzip(new byte[6_000_000]);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    private static void assertRefused(byte[] packed, String why) {
        assertThatThrownBy(() -> BundleArchive.read("b", packed, SMALL))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Bundle b is refused: " + why);
    }
}
