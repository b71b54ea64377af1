package dev.modelspec.engine.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/builtins.md} tells the truth about every builtin of OPA. */
class BuiltinTableTest {
    private static final Pattern DECLARATION = Pattern.compile("(\\w+)\\s*=\\s*&Builtin\\{\\s*Name:\\s*\"([^\"]+)\"");
    private static final Pattern NATIVE = Pattern.compile("ast\\.(\\w+)\\.Name:");

    @Test
    void theTableListsExactlyWhatOpaHas() throws Exception {
        Path capabilities = OpaSource.folder().resolve("capabilities.json");
        Set<String> names = JsonMapper.shared()
                .readTree(Files.readString(capabilities))
                .required("builtins")
                .valueStream()
                .map(builtin -> builtin.required("name").asString())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(BuiltinTable.read().places().keySet()).isEqualTo(names);
    }

    @Test
    void theTableSaysHostWhereTheHostOffersABuiltin() throws Exception {
        assertThat(BuiltinTable.read().in("host")).isEqualTo(HostBuiltins.names());
    }

    @Test
    void theTableSaysWasmWhereOpasWasmHasABuiltinThatTheHostDoesNotOffer() throws Exception {
        String declarations = Files.readString(OpaSource.folder().resolve("v1/ast/builtins.go"));
        Map<String, String> names = new TreeMap<>();
        Matcher declaration = DECLARATION.matcher(declarations);
        while (declaration.find()) {
            names.put(declaration.group(1), declaration.group(2));
        }
        String compiler = Files.readString(OpaSource.folder().resolve("internal/compiler/wasm/wasm.go"));
        Set<String> inWasm = NATIVE.matcher(compiler)
                .results()
                .map(match -> names.get(match.group(1)))
                .filter(name -> HostBuiltins.find(name).isEmpty())
                .collect(Collectors.toSet());

        assertThat(BuiltinTable.read().in("Wasm")).isEqualTo(inWasm);
    }

    @Test
    void theTableKnowsNoOtherPlaces() throws Exception {
        assertThat(new TreeSet<>(BuiltinTable.read().places().values()))
                .containsExactly("Wasm", "compiler", "host", "not offered");
    }
}
