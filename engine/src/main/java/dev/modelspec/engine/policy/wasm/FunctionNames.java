package dev.modelspec.engine.policy.wasm;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps a stack trace of compiled Wasm back to Rego. Compiled functions are JVM methods {@code func_N}; OPA names function N
 * after the rule that it evaluates.
 */
record FunctionNames(@Nullable NameCustomSection names) {
    private static final Pattern METHOD = Pattern.compile("func_(\\d+)");
    private static final Pattern RULE = Pattern.compile("g\\d+\\.data\\.modelspec\\.rules\\.([^.]+)\\.([^.]+)\\..+");

    static FunctionNames of(byte[] wasm) {
        return new FunctionNames(Parser.parse(wasm).nameSection());
    }

    /** The id of the innermost rule on the stack. */
    Optional<String> innermostRule(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .map(frame -> METHOD.matcher(frame.getMethodName()))
                .filter(Matcher::matches)
                .map(matcher -> names == null ? null : names.nameOfFunction(Integer.parseInt(matcher.group(1))))
                .filter(Objects::nonNull)
                .map(RULE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1) + "/" + matcher.group(2))
                .findFirst();
    }
}
