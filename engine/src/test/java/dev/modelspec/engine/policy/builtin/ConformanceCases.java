package dev.modelspec.engine.policy.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OPA's conformance cases that call a builtin of the host, read from the source of the OPA module. */
final class ConformanceCases {
    private static final Pattern HOST_CALL = Pattern.compile(HostBuiltins.names().stream()
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?<![\\w.])(", ")\\s*\\(")));

    private ConformanceCases() {}

    static List<ConformanceCase> load() throws IOException, InterruptedException, BuiltinException {
        Path folder = OpaSource.folder().resolve("v1/test/cases/testdata/v1");
        List<ConformanceCase> cases = new ArrayList<>();
        for (Path file : yamlFiles(folder)) {
            // Read by the builtin under test: OPA reads its cases with the same rules.
            if (YamlDecoder.decode(Files.readString(file)) instanceof RegoObject document
                    && document.get("cases") instanceof RegoArray array) {
                String family = folder.relativize(file).getName(0).toString();
                array.elements().forEach(element -> cases.add(ConformanceCase.of(family, (RegoObject) element)));
            }
        }
        return cases.stream().filter(one -> one.mentions(HOST_CALL)).toList();
    }

    private static List<Path> yamlFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
