package dev.modelspec.rego;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.TypeSection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The functions of OPA's runtime in one policy that do the same in any other that has the same bytes in the same places: OPA puts its
 * runtime before the rules in every module that it makes. What they call through the table of functions, each module has to find in
 * its own.
 */
public final class SharedFunctions {
    private static final Pattern OF_A_RULE = Pattern.compile("g\\d+\\..+");
    private static final Set<OpCode> BLOCKS = EnumSet.of(OpCode.BLOCK, OpCode.LOOP, OpCode.IF);

    /** What a block gives: nothing, or one number. Anything else is a type that the module declares. */
    private static final Set<Long> PLAIN_BLOCK_TYPES = Set.of(0x40L, 0x7fL, 0x7eL, 0x7dL, 0x7cL);

    /** What refers to parts of a module other than its functions, their types, its memory and its variables. */
    private static final Pattern OTHER_PARTS =
            Pattern.compile("CALL_REF|RETURN_CALL.*|(TABLE|REF|ELEM|DATA)_.*|MEMORY_INIT");

    private final WasmModule declarations;
    private final TreeMap<Integer, Function> functions = new TreeMap<>();

    /**
     * What {@link #list} found.
     *
     * @param declarations the module that the functions are of, with or without its code
     * @param list what was found
     */
    public SharedFunctions(WasmModule declarations, byte[] list) {
        this.declarations = declarations;
        ByteBuffer in = ByteBuffer.wrap(list);
        while (in.hasRemaining()) {
            functions.put(WasmSections.unsigned(in), new Function(numbers(in), numbers(in), WasmSections.bytes(in)));
        }
    }

    /** Which functions of OPA's runtime there are in a module that can be shared, in a form to be kept. */
    public static byte[] list(byte[] wasm) {
        WasmModule module = Parser.parse(wasm);
        WasmFunctions bodies = WasmFunctions.read(wasm);
        int imported = imports(module).size();
        var names = module.nameSection();
        var list = new ByteArrayOutputStream();
        for (int position = 0; position < bodies.count(); position++) {
            if (OF_A_RULE
                    .matcher(String.valueOf(names.nameOfFunction(imported + position)))
                    .matches()) {
                break;
            }
            var instructions = module.codeSection().getFunctionBody(position).instructions();
            if (instructions.stream().noneMatch(SharedFunctions::refersToOtherParts)) {
                WasmSections.writeUnsigned(position, list);
                write(
                        operands(instructions, OpCode.CALL)
                                .map(number -> number - imported)
                                .filter(target -> target >= 0),
                        list);
                write(operands(instructions, OpCode.CALL_INDIRECT), list);
                WasmSections.writeBytes(bodies.body(position), list);
            }
        }
        return list.toByteArray();
    }

    private static boolean refersToOtherParts(Instruction instruction) {
        return BLOCKS.contains(instruction.opcode())
                ? !PLAIN_BLOCK_TYPES.contains(instruction.operand(0))
                : OTHER_PARTS.matcher(instruction.opcode().name()).matches();
    }

    private static IntStream operands(List<? extends Instruction> instructions, OpCode code) {
        return instructions.stream()
                .filter(instruction -> instruction.opcode() == code)
                .mapToInt(instruction -> (int) instruction.operand(0))
                .distinct();
    }

    /**
     * Which functions of another module are the same, and call only such, but for what they call through the table.
     *
     * @param module what it declares
     * @param bodies its functions
     * @return the positions of those that are the same
     * @throws IllegalArgumentException if it declares other functions than it has
     */
    public BitSet in(WasmModule module, WasmFunctions bodies) {
        if (module.functionSection().functionCount() != bodies.count()) {
            throw new IllegalArgumentException("the module declares "
                    + module.functionSection().functionCount() + " functions, and has " + bodies.count());
        }
        var same = new BitSet();
        if (!imports(module).equals(imports(declarations)) || !variables(module).equals(variables(declarations))) {
            return same;
        }
        functions.forEach((position, function) -> {
            if (position < bodies.count()
                    && Arrays.equals(function.body(), bodies.body(position))
                    && type(module, position).equals(type(declarations, position))
                    && Arrays.stream(function.calledTypes()).allMatch(type -> isSameType(module, type))) {
                same.set(position);
            }
        });
        int before;
        do {
            before = same.cardinality();
            functions.forEach((position, function) -> {
                if (!Arrays.stream(function.called()).allMatch(same::get)) {
                    same.clear(position);
                }
            });
        } while (same.cardinality() < before);
        return same;
    }

    private boolean isSameType(WasmModule module, int type) {
        TypeSection types = module.typeSection();
        return type < types.typeCount()
                && types.getType(type).equals(declarations.typeSection().getType(type));
    }

    private static FunctionType type(WasmModule module, int position) {
        return module.typeSection().getType(module.functionSection().getFunctionType(position));
    }

    private static List<Import> imports(WasmModule module) {
        return module.importSection().stream()
                .filter(imported -> imported.importType() == ExternalType.FUNCTION)
                .toList();
    }

    private static List<String> variables(WasmModule module) {
        return Arrays.stream(module.globalSection().globals())
                .map(variable -> variable.mutabilityType() + " " + variable.valueType())
                .toList();
    }

    private static void write(IntStream numbers, ByteArrayOutputStream out) {
        int[] all = numbers.toArray();
        WasmSections.writeUnsigned(all.length, out);
        for (int number : all) {
            WasmSections.writeUnsigned(number, out);
        }
    }

    private static int[] numbers(ByteBuffer in) {
        int[] numbers = new int[WasmSections.unsigned(in)];
        Arrays.setAll(numbers, i -> WasmSections.unsigned(in));
        return numbers;
    }

    /**
     * One of them.
     *
     * @param called the positions of those that it calls
     * @param calledTypes the numbers of the types of those that it calls through the table
     * @param body its locals and instructions
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Function(int[] called, int[] calledTypes, byte[] body) {}
}
