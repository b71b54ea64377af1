package dev.modelspec.engine.policy.wasm;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import com.dylibso.chicory.wasm.types.SectionId;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps a stack trace of compiled Wasm back to Rego. Compiled functions are JVM methods {@code func_N}; OPA names function N
 * after the rule that it evaluates.
 */
record FunctionNames(@Nullable NameCustomSection names) {
    private static final Pattern METHOD = Pattern.compile("func_(\\d+)");
    private static final String SEGMENT = "(?:\\.(\\w+)|\\[\"([^\"]+)\"])";
    private static final Pattern RULE =
            Pattern.compile("g\\d+\\.data\\.modelspec\\.rules" + SEGMENT + SEGMENT + "\\..+");

    static FunctionNames of(byte[] wasm) {
        var names = new AtomicReference<@Nullable NameCustomSection>();
        Parser.builder().includeSectionId(SectionId.CUSTOM).build().parse(new ByteArrayInputStream(wasm), section -> {
            if (section instanceof NameCustomSection found) {
                names.set(found);
            }
        });
        return new FunctionNames(names.get());
    }

    /** What a function is called, which is its number if it has no name. */
    String name(int function) {
        String name = names == null ? null : names.nameOfFunction(function);
        return name == null ? String.valueOf(function) : name;
    }

    /** The id of the innermost rule on the stack. */
    Optional<String> innermostRule(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .map(frame -> METHOD.matcher(frame.getMethodName()))
                .filter(Matcher::matches)
                .map(matcher -> names == null ? null : names.nameOfFunction(Integer.parseInt(matcher.group(1))))
                .flatMap(FunctionNames::rule)
                .findFirst();
    }

    /**
     * The ids of all rules; none if the functions have no names.
     *
     * @param functions how many there are, imported ones among them
     */
    SortedSet<String> rules(int functions) {
        return IntStream.range(0, names == null ? 0 : functions)
                .mapToObj(index -> Objects.requireNonNull(names).nameOfFunction(index))
                .flatMap(FunctionNames::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The id of the rule that a function is of, if it is of one. */
    private static Stream<String> rule(@Nullable String name) {
        Matcher matcher = RULE.matcher(name == null ? "" : name);
        return matcher.matches() ? Stream.of(segment(matcher, 1) + "/" + segment(matcher, 3)) : Stream.empty();
    }

    private static String segment(Matcher matcher, int group) {
        return matcher.group(group) == null ? matcher.group(group + 1) : matcher.group(group);
    }
}
