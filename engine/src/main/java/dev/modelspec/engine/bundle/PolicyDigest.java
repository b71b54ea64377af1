package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.SmallFiles;
import dev.modelspec.rego.PolicyFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** Digests of rules that do not come as a bundle, whose own it has. */
public final class PolicyDigest {
    private PolicyDigest() {}

    /** Of the rules that ship with the engine. */
    public static String ofBuiltIn() {
        return Digests.sha256(PolicyBundle.builtInWasm());
    }

    /**
     * Of the names and contents of all files in a folder, in the order of their names.
     *
     * @throws ConfigurationException if they cannot be read
     */
    public static String of(Path folder) {
        MessageDigest digest = Digests.algorithm();
        try {
            for (Path file : PolicyFolder.files(folder, name -> true)) {
                byte[] content = SmallFiles.read(file);
                String head = folder.relativize(file) + "\n" + content.length + "\n";
                digest.update(head.getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The policies in " + folder + " cannot be read: " + IoMessages.explain(e), List.of());
        }
        return Digests.toString(digest.digest());
    }
}
