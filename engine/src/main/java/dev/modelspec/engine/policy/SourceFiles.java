package dev.modelspec.engine.policy;

import dev.modelspec.engine.source.SmallFiles;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.PolicyFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that policies are made of.
 *
 * @param files contents by slash-separated relative names
 */
record SourceFiles(SortedMap<String, byte[]> files) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Stands for what is not UTF-8, if it does not stand there itself. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final Pattern PROFILE = Pattern.compile("profiles/([^/]+)\\.yaml");

    /** The message is the name of the file. */
    static final class NotUtf8Exception extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUtf8Exception(String name, CharacterCodingException cause) {
            super(name, cause);
        }
    }

    /** Those among the files of a folder. */
    static SortedMap<String, byte[]> read(Path folder, List<Path> paths) throws IOException {
        var files = new TreeMap<String, byte[]>();
        // To relativize hundreds of paths takes a third of the time of reading the files.
        int before = folder.resolve("x").toString().length() - 1;
        for (Path path : paths) {
            String name = path.toString().substring(before).replace('\\', '/');
            if (isRule(name)
                    || PolicyFolder.isTest(name)
                    || isData(name)
                    || PROFILE.matcher(name).matches()) {
                files.put(name, SmallFiles.read(path));
            }
        }
        return files;
    }

    static boolean isRule(String name) {
        return name.endsWith(".rego") && !PolicyFolder.isTest(name);
    }

    /** What OPA reads data from in a bundle; other JSON and YAML has nothing to do with policies. */
    static boolean isData(String name) {
        return PolicyFolder.DATA.contains(name.substring(name.lastIndexOf('/') + 1)) && !name.startsWith("profiles/");
    }

    /** The texts of files by their names. */
    SortedMap<String, String> texts(Predicate<String> wanted) {
        var texts = new TreeMap<String, String>();
        files.forEach((name, content) -> {
            if (wanted.test(name)) {
                texts.put(name, text(name, content));
            }
        });
        return texts;
    }

    /**
     * The profiles by their names.
     *
     * @param origin what stands before the names of files when they are shown
     */
    SortedMap<String, Source> profiles(String origin) {
        var profiles = new TreeMap<String, Source>();
        files.forEach((name, content) -> {
            Matcher profile = PROFILE.matcher(name);
            if (profile.matches()) {
                profiles.put(profile.group(1), new Source(origin + name, content));
            }
        });
        return Collections.unmodifiableSortedMap(profiles);
    }

    private static String text(String name, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(name, content);
        }
        // OPA takes it for a mistake.
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static void requireUtf8(String name, byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
        } catch (CharacterCodingException e) {
            throw new NotUtf8Exception(name, e);
        }
    }
}
