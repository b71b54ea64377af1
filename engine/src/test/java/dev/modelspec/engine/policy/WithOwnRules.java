package dev.modelspec.engine.policy;

import dev.modelspec.rego.RegoToolchain;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Tests of rules that they write to a folder, with one toolchain for all. */
@Tag("slow")
abstract class WithOwnRules {
    static RegoToolchain toolchain;

    @TempDir
    Path folder;

    OwnRules rules;

    @BeforeAll
    static void start() {
        toolchain = new RegoToolchain();
    }

    @AfterAll
    static void stop() {
        toolchain.close();
    }

    @BeforeEach
    void begin() {
        rules = new OwnRules(folder);
    }
}
