package dev.modelspec.engine.policy.wasm;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps a stack trace of compiled Wasm back to Rego. Compiled functions are JVM methods {@code func_N}; OPA names function N
 * after the rule that it evaluates.
 */
record FunctionNames(@Nullable NameCustomSection names) {
    private static final Pattern METHOD = Pattern.compile("func_(\\d+)");
    private static final Pattern RULE = Pattern.compile("g\\d+\\.data\\.(.+)");

    static FunctionNames of(byte[] wasm) {
        return new FunctionNames(Parser.parse(wasm).nameSection());
    }

    /**
     * The innermost of the wanted Rego rules on the stack.
     *
     * @param prefix what the dotted path must begin with, such as {@code modelspec.rules.}
     */
    Optional<String> innermostRule(Throwable thrown, String prefix) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .map(frame -> METHOD.matcher(frame.getMethodName()))
                .filter(matcher -> matcher.matches())
                .map(matcher -> names == null ? null : names.nameOfFunction(Integer.parseInt(matcher.group(1))))
                .filter(name -> name != null)
                .map(RULE::matcher)
                .filter(matcher -> matcher.matches() && matcher.group(1).startsWith(prefix))
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
