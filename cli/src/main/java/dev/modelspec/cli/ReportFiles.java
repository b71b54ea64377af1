package dev.modelspec.cli;

import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.WholeFile;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where reports are written to. Each file is written beside the one that may be there and takes its place when all are whole: until
 * {@link #commit}, and if anything goes wrong, the old ones stay as they are.
 */
final class ReportFiles implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Console console;
    private final List<Draft> drafts = new ArrayList<>();

    ReportFiles(Console console) {
        this.console = console;
    }

    /** A stream to a file, or to standard output for null. What is no regular file, such as a pipe, is written to as it is. */
    OutputStream open(@Nullable Path file) throws IOException {
        if (file == null) {
            return console.out();
        }
        try {
            drafts.add(new Draft(file, WholeFile.open(file)));
        } catch (IOException e) {
            throw new IOException(file + ": " + IoMessages.explain(e), e);
        }
        return drafts.get(drafts.size() - 1);
    }

    /** Puts all files in their places. */
    void commit() throws IOException {
        for (Draft draft : drafts) {
            draft.finish();
        }
        for (Draft draft : drafts) {
            draft.publish();
        }
    }

    /** The files, in the order in which they were opened. */
    List<Path> files() {
        return drafts.stream().map(draft -> draft.file).toList();
    }

    /** Where a file is until it is in its place. Nothing more can be written to it. */
    Path finished(Path file) throws IOException {
        for (Draft draft : drafts) {
            if (draft.file.equals(file)) {
                draft.finish();
                return draft.whole.draft();
            }
        }
        throw new IllegalArgumentException("never opened: " + file);
    }

    @Override
    public void close() {
        drafts.forEach(Draft::discard);
    }

    /** A file that is not in its place yet. Says in messages which one it is. */
    private static final class Draft extends FilterOutputStream {
        private final Path file;
        private final WholeFile whole;

        Draft(Path file, WholeFile whole) {
            super(new BufferedOutputStream(whole.stream(), BUFFER));
            this.file = file;
            this.whole = whole;
        }

        private interface Step {
            void take() throws IOException;
        }

        private void named(Step step) throws IOException {
            try {
                step.take();
            } catch (IOException e) {
                throw new IOException(file + ": " + IoMessages.explain(e), e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            named(() -> out.write(b));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            named(() -> out.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            named(out::flush);
        }

        void finish() throws IOException {
            named(out::close);
        }

        void publish() throws IOException {
            named(whole::publish);
        }

        void discard() {
            try {
                whole.close();
            } catch (IOException ignored) {
                // What could not be thrown away is hidden, and named after the file that it was to be.
            }
        }
    }
}
