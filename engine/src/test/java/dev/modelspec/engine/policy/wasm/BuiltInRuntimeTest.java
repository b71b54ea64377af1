package dev.modelspec.engine.policy.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import dev.modelspec.engine.policy.builtin.BuiltinContext;
import dev.modelspec.policies.BuiltInPolicyMachine;
import dev.modelspec.rego.Declarations;
import dev.modelspec.rego.FlatMemory;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.SharedFunctions;
import dev.modelspec.rego.WasmFunctions;
import dev.modelspec.rego.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The functions that a module of one's own and the built-in policies have in common. */
@Tag("slow")
class BuiltInRuntimeTest {
    private static final byte I64 = 0x7e;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String POLICY = """
        package own

        # Numbers, strings, sets, objects, regular expressions and a function.
        answer := {
        	"sum": sum([n | some n in input.numbers; n > 1.5]),
        	"names": {upper(name) | some name in input.names; regex.match(`^[a-c]+$`, name)},
        	"merged": object.union({"a": {"b": 1}}, input.more),
        	"doubled": doubled(input.numbers[0]),
        }

        doubled(n) := 2 * n
        """;

    private static byte[] wasm;
    private static WasmModule module;
    private static int imported;

    @BeforeAll
    static void compile() throws Exception {
        try (var toolchain = new RegoToolchain()) {
            wasm = toolchain
                    .compile(Workspace.of(Map.of("own.rego", POLICY)), List.of("own.rego"), List.of("own/answer"))
                    .wasm();
        }
        module = Parser.parse(wasm);
        imported = module.importSection().count(ExternalType.FUNCTION);
    }

    @Test
    void nearlyAllOfTheRuntimeIsShared() {
        WasmFunctions functions = WasmFunctions.read(wasm);
        BitSet shared = BuiltInRuntime.sharedWith(wasm, functions);

        int runtime = IntStream.range(0, functions.count())
                .filter(position -> !isOfARule(imported + position))
                .map(position -> functions.body(position).length)
                .sum();
        int bytes =
                shared.stream().map(position -> functions.body(position).length).sum();
        assertThat(bytes).isGreaterThan(runtime * 9 / 10);
        assertThat(shared.stream()).noneMatch(position -> isOfARule(imported + position));
    }

    @Test
    void whatIsSharedGivesTheSameAnswers() {
        String input = """
            {"numbers": [1, 2, 3.5], "names": ["abc", "xyz"], "more": {"a": {"c": "é"}, "t": true, "n": null}}""";
        var context = new BuiltinContext(Instant.EPOCH);
        try (var pool = new PolicyPool(PolicyModule.compile(wasm, null), "own/answer", Duration.ofSeconds(20))) {
            String answer = pool.evaluate(new PolicyData(utf8("{}")), utf8(input), context);

            assertThat(JSON.readTree(answer)).isEqualTo(JSON.readTree("""
                [{"result":{"doubled":2,"merged":{"a":{"b":1,"c":"é"},"n":null,"t":true},"names":["ABC"],"sum":5.5}}]"""));
        }
    }

    @Test
    void aFunctionThatIsAnotherIsNotSharedAndNeitherIsWhatCallsIt() {
        BitSet shared = BuiltInRuntime.sharedWith(wasm, WasmFunctions.read(wasm));
        int compare = number("opa_value_compare") - imported;
        int get = number("opa_object_get") - imported;
        assertThat(shared.get(compare)).isTrue();
        assertThat(shared.get(get)).isTrue();

        var only = new BitSet();
        only.set(compare);
        byte[] changed = WasmFunctions.read(wasm).without(only);

        BitSet left = BuiltInRuntime.sharedWith(changed, WasmFunctions.read(changed));
        assertThat(left.get(compare)).isFalse();
        assertThat(left.get(get)).as("it calls opa_value_compare").isFalse();
        assertThat(left.get(number("opa_malloc") - imported)).isTrue();
    }

    @Test
    void nothingIsSharedWithWhatImportsOtherFunctions() {
        byte[] changed = wasm.clone();
        changed[indexOf(changed, utf8("opa_builtin0")) + "opa_builtin".length()] = '9';

        assertThat(shared(changed).isEmpty()).isTrue();
    }

    @Test
    void aFunctionOfAnotherTypeIsNotSharedAndNeitherIsWhatCallsThatTypeThroughTheTable() {
        var typeOf = module.functionSection();
        int type = typeOf.getFunctionType(number("opa_value_compare") - imported);
        byte[] changed = wasm.clone();
        changed[firstParameter(changed, type)] = I64;

        BitSet left = shared(changed);
        assertThat(shared(wasm).stream().filter(position -> typeOf.getFunctionType(position) == type))
                .isNotEmpty()
                .noneMatch(left::get);
        assertThat(left.isEmpty()).isFalse();
    }

    @Test
    void aModuleThatDeclaresOtherFunctionsThanItHasIsRefused() {
        byte[] other = wasm.clone();
        WasmModule declared = Declarations.read(other);
        var list = new SharedFunctions(declared, new byte[0]);
        WasmFunctions fewer = WasmFunctions.read(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});

        assertThatThrownBy(() -> list.in(declared, fewer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("functions, and has 0");
    }

    @Test
    void whatIsCalledThroughATableIsOfTheInstanceThatTheTableIsOf() {
        var called = new ArrayList<Integer>();
        var instance = Instance.builder(module)
                .withMachineFactory(ignored -> (function, arguments) -> {
                    called.add(function);
                    return new long[] {42};
                })
                .withMemoryFactory(limits -> new FlatMemory(new MemoryLimits(10, 100)))
                .withImportValues(imports())
                .build();
        var twoNumbers = FunctionType.of(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));
        int inTable = IntStream.range(0, table().size())
                .filter(index -> isOfARule(table().get(index))
                        && instance.type(instance.functionType(table().get(index)))
                                .equals(twoNumbers))
                .findFirst()
                .orElseThrow();
        int first = 1;
        called.clear();

        int answer = BuiltInPolicyMachine.call_indirect_1(1, 2, first + inTable, 0, instance.memory(), instance);

        assertThat(answer).isEqualTo(42);
        assertThat(called).containsExactly(table().get(inTable));
    }

    @Test
    void whatIsNoWasmIsRefused() {
        for (byte[] bytes : List.of(utf8("{}"), new byte[0], Arrays.copyOf(wasm, wasm.length / 2))) {
            assertThatThrownBy(() -> PolicyModule.compile(bytes, null)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static BitSet shared(byte[] wasm) {
        return BuiltInRuntime.sharedWith(wasm, WasmFunctions.read(wasm));
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return IntStream.range(0, bytes.length - part.length)
                .filter(start -> Arrays.equals(bytes, start, start + part.length, part, 0, part.length))
                .findFirst()
                .orElseThrow();
    }

    /** Where the first parameter of a type stands, in the first section of a module whose types are short. */
    private static int firstParameter(byte[] bytes, int type) {
        int preamble = 8;
        int at = preamble + 1;
        while (bytes[at] < 0) {
            at++;
        }
        at++;
        while (bytes[at] < 0) {
            at++;
        }
        at++;
        for (int i = 0; i < type; i++) {
            int parameters = bytes[at + 1];
            int results = bytes[at + 2 + parameters];
            at += 3 + parameters + results;
        }
        return at + 2;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isOfARule(int function) {
        return String.valueOf(module.nameSection().nameOfFunction(function)).startsWith("g0.");
    }

    private static int number(String name) {
        return IntStream.range(0, imported + module.functionSection().functionCount())
                .filter(function -> name.equals(module.nameSection().nameOfFunction(function)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> table() {
        return module.elementSection().stream()
                .flatMap(element -> element.initializers().stream())
                .flatMap(List::stream)
                .filter(instruction -> instruction.opcode() == OpCode.REF_FUNC)
                .map(instruction -> (int) instruction.operand(0))
                .toList();
    }

    private static ImportValues imports() {
        var memory = new ImportMemory("env", "memory", new FlatMemory(new MemoryLimits(10, 100)));
        return ImportValues.builder()
                .addMemory(memory)
                .addFunction(module.importSection().stream()
                        .filter(FunctionImport.class::isInstance)
                        .map(FunctionImport.class::cast)
                        .map(function -> new HostFunction(
                                function.module(),
                                function.name(),
                                module.typeSection().getType(function.typeIndex()),
                                (instance, arguments) -> null))
                        .toArray(ImportFunction[]::new))
                .build();
    }
}
