package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.Surface;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {
    private static final int FILES = 500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void outcomesComeInTheOrderOfTheInputs(int jobs) throws IOException {
        List<Input> inputs = inputs(1);
        List<String> names = new ArrayList<>();

        run(jobs, inputs.iterator(), outcome -> names.add(judged(outcome).source()));

        assertThat(names)
                .isEqualTo(inputs.stream()
                        .map(input -> ((Input.Text) input).name())
                        .toList());
    }

    @Test
    void howFarItRunsAheadIsBoundedInNumber() throws IOException {
        assertThat(mostAhead(2, 1)).isBetween(3, 2 * 64 + 1);
    }

    @Test
    void howFarItRunsAheadIsBoundedInBytes() throws IOException {
        assertThat(mostAhead(8, 16 << 20)).isBetween(2, 4);
    }

    @Test
    void itEndsWhenToldTo() throws IOException {
        AtomicInteger taken = new AtomicInteger();

        run(2, inputs(1).iterator(), outcome -> taken.incrementAndGet() < 7);

        assertThat(taken).hasValue(7);
    }

    @Test
    void aFileThatVanishesIsNotAFault() throws IOException {
        List<Input> inputs = inputs(1);
        Files.delete(folder.resolve("spec-001.yaml"));
        List<Outcome> outcomes = new ArrayList<>();

        run(2, inputs.subList(0, 3).iterator(), outcomes::add);

        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.unchecked().reason()).isEqualTo("there is no such file or folder");
            assertThat(failed.unchecked().fault()).isFalse();
        });
        assertThat(judged(outcomes.get(2)).specs()).hasSize(1);
    }

    /** The most inputs that were taken and not handed out yet. */
    private int mostAhead(int jobs, long size) throws IOException {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Iterator<Input> counted = inputs(size).stream()
                .map(input -> {
                    begun.incrementAndGet();
                    return input;
                })
                .iterator();
        AtomicInteger taken = new AtomicInteger();
        run(jobs, counted, outcome -> {
            most.accumulateAndGet(begun.get() - taken.getAndIncrement(), Math::max);
            return true;
        });
        assertThat(taken).hasValue(FILES);
        return most.get();
    }

    private static Evaluation judged(Outcome outcome) {
        return ((Outcome.Judged) outcome).evaluation();
    }

    private List<Input> inputs(long size) throws IOException {
        String spec = Files.readString(Path.of("../examples/00-minimal.modelspec.yaml"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(folder.resolve("spec-%03d.yaml".formatted(i)), spec);
        }
        return IntStream.range(0, FILES)
                .mapToObj(i -> folder.resolve("spec-%03d.yaml".formatted(i)))
                .<Input>map(path -> new Input.Text(path.toString(), path, size, true))
                .toList();
    }

    private static void run(int jobs, Iterator<Input> inputs, Pipeline.Receiver receiver) throws IOException {
        try (Governance governance = Governance.builder().build()) {
            new Pipeline(
                            new Checker(
                                    governance,
                                    EvaluationContext.of(Surface.CLI),
                                    InputStream.nullInputStream(),
                                    false),
                            jobs)
                    .run(inputs, receiver);
        }
    }
}
