package dev.modelspec.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example of the library, compiled and run as it stands there. */
class ReadmeTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```java\n(?<code>.*?)```.*?```text\n(?<output>.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theLibraryDoesWhatTheReadmeSays() throws IOException, ReflectiveOperationException {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../README.md")));
        assertThat(example.find()).isTrue();
        Path source = Files.writeString(folder.resolve("Example.java"), example.group("code"));

        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-classpath", System.getProperty("java.class.path"), source.toString());

        assertThat(status).isZero();
        assertThat(run()).isEqualTo(example.group("output"));
    }

    private String run() throws IOException, ReflectiveOperationException {
        var output = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
                var captured = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {"../examples/00-minimal.modelspec.yaml"});
        } finally {
            System.setOut(before);
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}
