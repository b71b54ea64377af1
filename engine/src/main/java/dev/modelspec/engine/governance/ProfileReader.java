package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.schema.ConfigurationReader;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.rego.RuleCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a profile with all that it extends, once. */
final class ProfileReader {
    private static final ConfigurationReader DOCUMENTS =
            new ConfigurationReader("Profile", new DocumentType("governance.modelspec.dev/v1alpha1", "Profile", false));

    private static final String FILE = ".yaml";

    /** Nobody can follow more. */
    private static final int MOST = 50;

    private final RuleCatalog catalog;
    private final SortedMap<String, Source> ours;
    private final Map<String, Document> known;
    private final List<String> names = new ArrayList<>();
    private final Set<Object> read = new HashSet<>();
    private final List<String> references = new ArrayList<>();
    private final List<ProfilePart> parts = new ArrayList<>();
    private @Nullable SchemaValidator validator;

    /**
     * A reader.
     *
     * @param ours texts of profiles that come with the rules, by name
     * @param known what was read before of profiles without a file, by name; what is read is added
     */
    ProfileReader(RuleCatalog catalog, SortedMap<String, Source> ours, Map<String, Document> known) {
        this.catalog = catalog;
        this.ours = ours;
        this.known = known;
    }

    /** One profile, without what it extends. */
    record Document(ParsedSpec parsed, ProfilePart part) {}

    /**
     * Reads a profile.
     *
     * @param nameOrPath the name of a profile that comes with the rules or is built in, else the path of a file
     * @throws ConfigurationException if it or one that it extends is wrong
     */
    Profile read(String nameOrPath) {
        read(nameOrPath, Path.of(""));
        Collections.reverse(parts);
        return new Profile(parts);
    }

    /**
     * Reads a profile that another may have named.
     *
     * @param folder what relative paths are relative to
     */
    private void read(String nameOrPath, Path folder) {
        Source named = named(nameOrPath);
        Path file = named == null ? file(nameOrPath, folder) : null;
        String name = file == null ? nameOrPath : file.normalize().toString();
        if (!read.add(file == null ? name : real(file))) {
            throw new ConfigurationException("Profile " + names.get(0) + " extends itself", references);
        }
        if (names.size() == MOST) {
            throw new ConfigurationException(
                    "Profile " + names.get(0) + " extends more than " + MOST + " others, one after the other",
                    List.of());
        }
        names.add(name);
        Document document = file == null
                ? known.computeIfAbsent(name, unknown -> document(name, Objects.requireNonNull(named)))
                : document(name, file);
        parts.add(document.part());
        JsonNode base = document.parsed().tree().path("spec").get("extends");
        if (base != null) {
            references.add(ProfileProblems.place(document.parsed(), "/spec/extends") + ": extends " + base.asString());
            if (file == null) {
                readNamed(base.asString());
            } else {
                read(base.asString(), file.getParent() == null ? folder : file.getParent());
            }
        }
    }

    private Document document(String name, Source source) {
        // What is built in has been validated by our tests.
        boolean builtIn = Arrays.equals(source.content(), PolicyBundle.builtInProfile(name));
        ParsedSpec tree = builtIn ? DOCUMENTS.read(source) : DOCUMENTS.read(source, validator());
        return new Document(tree, new SettingsReader(tree, builtIn).part());
    }

    private Document document(String name, Path file) {
        var source = new Source(name, content(file));
        ParsedSpec tree = DOCUMENTS.read(source, validator());
        refuseNameOfBuiltIn(tree, source);
        return new Document(tree, new SettingsReader(tree, false).part());
    }

    /** Reports name the profile by which they were made. That of a whole set of policies may be read by its path. */
    private void refuseNameOfBuiltIn(ParsedSpec document, Source source) {
        String pointer = "/metadata/name";
        String name = document.tree().at(pointer).asString("");
        Source own = ours.get(name);
        boolean same = own != null && Arrays.equals(own.content(), source.content());
        if (PolicyBundle.builtInProfiles().contains(name) && !same) {
            var problems = new ProfileProblems(document);
            problems.add(
                    pointer,
                    "`" + name + "` is the name of a built-in profile, which reports would take this one for. Give it"
                            + " another name.");
            problems.refuse();
        }
    }

    /** What a profile without a file extends: one that has none either, although it may be named as its file was. */
    private void readNamed(String base) {
        String name = base.endsWith(FILE) ? base.substring(0, base.length() - FILE.length()) : base;
        if (named(name) == null) {
            throw missing(base);
        }
        read(name, Path.of(""));
    }

    private @Nullable Source named(String name) {
        byte[] builtIn = PolicyBundle.builtInProfile(name);
        return builtIn == null || ours.containsKey(name) ? ours.get(name) : new Source(name, builtIn);
    }

    /** Made only for a profile that is not our own. */
    private SchemaValidator validator() {
        if (validator == null) {
            validator = ProfileSchema.of(catalog);
        }
        return validator;
    }

    private Path file(String nameOrPath, Path folder) {
        try {
            Path file = folder.resolve(nameOrPath);
            if (Files.isDirectory(file)) {
                throw because("Profile " + nameOrPath + " is a folder; name a file in it");
            }
            // What cannot be looked at may be there; reading it tells why it cannot be.
            if (!Files.notExists(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw missing(nameOrPath);
        }
        throw missing(nameOrPath);
    }

    private ConfigurationException missing(String nameOrPath) {
        var known = new TreeSet<>(PolicyBundle.builtInProfiles());
        known.addAll(ours.keySet());
        String near = Spelling.nearest(nameOrPath, List.copyOf(known));
        String message = "There is no profile " + nameOrPath + ": it is neither a file nor one of "
                + String.join(", ", known) + (near == null ? "" : ". Did you mean " + near + "?");
        return because(message);
    }

    /** What is wrong with a profile that was asked for, or that another extends. */
    private ConfigurationException because(String message) {
        return references.isEmpty()
                ? new ConfigurationException(message, List.of())
                : new ConfigurationException(
                        "Profile " + names.get(references.size() - 1) + " is wrong",
                        List.of(references.get(references.size() - 1).replaceFirst(": extends .*", ": ") + message));
    }

    private static Object real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.normalize();
        }
    }

    private byte[] content(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            // What is larger than can be read is refused by the parser.
            return stream.readNBytes(SpecParser.MAX_BYTES + 1);
        } catch (IOException e) {
            throw because("Profile " + file + " cannot be read: " + IoMessages.explain(e));
        }
    }
}
