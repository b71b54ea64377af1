package dev.modelspec.engine.policy.wasm;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.List;
import java.util.Set;

/**
 * Functions that are too large for the JVM and left to the interpreter of Chicory, such as those of long lists. The interpreter looks
 * for an interrupt at {@code br}, but at no other jump.
 */
final class Interpreted {
    private Interpreted() {}

    /**
     * Makes sure that an interrupt ends functions.
     *
     * @param functions their numbers
     * @throws IllegalArgumentException if one could go on for ever
     */
    static void requireInterruptible(byte[] wasm, WasmModule module, Set<Integer> functions) {
        int imported = module.importSection().count(ExternalType.FUNCTION);
        for (int function : functions) {
            if (!isInterruptible(
                    module.codeSection().getFunctionBody(function - imported).instructions())) {
                throw new IllegalArgumentException(
                        "its function " + FunctionNames.of(wasm).name(function)
                                + " is too large for the JVM and has a loop, and so could not be ended when it takes too long;"
                                + " divide the rule that it is of");
            }
        }
    }

    private static boolean isInterruptible(List<AnnotatedInstruction> code) {
        for (int i = 0; i < code.size(); i++) {
            if (mayGoBack(code.get(i), i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayGoBack(AnnotatedInstruction instruction, int at) {
        return switch (instruction.opcode()) {
            case BR_IF -> instruction.labelTrue() <= at;
            case BR_TABLE -> instruction.labelTable().stream().anyMatch(label -> label <= at);
            default -> isUnusual(instruction.opcode());
        };
    }

    /** Other jumps, and calls in place of the caller; OPA makes none of them. */
    private static boolean isUnusual(OpCode code) {
        return code.name().startsWith("BR_") || code.name().startsWith("RETURN_CALL") || code == OpCode.TRY_TABLE;
    }
}
