package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.source.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the folder of a rule that works: the rule, its tests, specs that break and satisfy it, a suite, and what a profile says of
 * it.
 */
public final class NewRule {
    /**
     * What was written.
     *
     * @param folder the rule's own folder
     * @param files all files in it
     * @param profile the profile that has got a few lines more
     * @param profileIsNew whether there was no such profile before
     */
    public record Written(Path folder, List<Path> files, Path profile, boolean profileIsNew) {}

    private final Path policies;
    private final RuleId id;

    private NewRule(Path policies, RuleId id) {
        this.policies = policies;
        this.id = id;
    }

    /**
     * Writes a rule.
     *
     * @param policies the folder of policies, which need not be there
     * @param profile the name of the profile to add to or to make; null for the one that there is, or a new one
     * @throws ConfigurationException if there is such a rule, or the profile cannot be added to; nothing is written then
     * @throws IOException if it cannot be written
     */
    public static Written write(Path policies, RuleId id, @Nullable String profile) throws IOException {
        return new NewRule(policies, id).write(profile);
    }

    private Written write(@Nullable String wantedProfile) throws IOException {
        Path folder = policies.resolve("rules").resolve(id.category()).resolve(id.name());
        if (Files.exists(folder)) {
            throw new ConfigurationException("There is a rule " + id + " already: " + folder, List.of());
        }
        boolean whole = Files.exists(policies.resolve("main.rego"));
        if (!whole && PolicyBundle.builtIn().catalog().rule(id.toString()).isPresent()) {
            throw new ConfigurationException(
                    "Rule " + id + " is built in: choose another id. See it with `modelspec rules show " + id + "`.",
                    List.of());
        }
        ProfileFile profile = ProfileFile.in(policies.resolve("profiles"), wantedProfile, whole);
        String profileName = profile.name();
        String added = profile.with(id, fill("profile.yaml", profileName, ""), fill("profile-line", profileName, ""));
        String toProfile = folder.relativize(profile.path()).toString().replace('\\', '/');
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(folder.resolve(id.fileName() + ".rego"), fill("rule.rego", profileName, toProfile));
        files.put(folder.resolve(id.fileName() + "_test.rego"), fill("rule_test.rego", profileName, toProfile));
        for (String name : List.of("fail.modelspec.yaml", "pass.modelspec.yaml", "suite.yaml")) {
            files.put(folder.resolve(name), fill(name, profileName, toProfile));
        }
        boolean isNew = !Files.exists(profile.path());
        var made = new ArrayList<Path>();
        try {
            Files.createDirectories(folder);
            for (var file : files.entrySet()) {
                create(file.getKey(), file.getValue());
                made.add(file.getKey());
            }
            WholeFile.write(profile.path(), added);
        } catch (IOException | ConfigurationException e) {
            remove(made, folder);
            throw e;
        }
        return new Written(folder, List.copyOf(files.keySet()), profile.path(), isNew);
    }

    private static void create(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new ConfigurationException(file + " was made by somebody else meanwhile", List.of());
        }
    }

    /** Half a rule would count, at a level that nobody chose. */
    private void remove(List<Path> files, Path folder) {
        for (Path file : files) {
            file.toFile().delete();
        }
        // Folders in which there is something stay.
        for (Path each = folder;
                each != null && !each.equals(policies) && each.toFile().delete(); ) {
            each = each.getParent();
        }
    }

    private String fill(String template, String profileName, String toProfile) {
        return resource(template + ".template")
                .replace("{{package}}", id.packageName())
                .replace("{{test-package}}", id.testPackageName())
                .replace("{{params}}", id.parameters())
                .replace("{{name}}", id.importName())
                .replace("{{alias}}", id.importAlias())
                .replace("{{id}}", id.toString())
                .replace("{{profile-name}}", profileName)
                .replace("{{profile}}", toProfile);
    }

    private static String resource(String name) {
        try (InputStream in = NewRule.class.getResourceAsStream("new-rule/" + name)) {
            if (in == null) {
                throw new GovernanceException("new rule: resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new GovernanceException("new rule: resource " + name + " cannot be read", e);
        }
    }
}
