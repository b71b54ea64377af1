package dev.modelspec.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A report to write.
 *
 * @param file where to; null for standard output
 */
record ReportChoice(ReportFormat format, @Nullable Path file) {
    static final ReportChoice TEXT = new ReportChoice(ReportFormat.TEXT, null);

    /** Reads {@code FORMAT} or {@code FORMAT=FILE}. */
    static final class Converter implements ITypeConverter<ReportChoice> {
        @Override
        public ReportChoice convert(String written) {
            int equals = written.indexOf('=');
            String format = equals < 0 ? written : written.substring(0, equals);
            String file = equals < 0 ? null : written.substring(equals + 1);
            if (file != null && file.isEmpty()) {
                throw new TypeConversionException(
                        "'" + written + "' names no file; write FORMAT=FILE, or FORMAT alone" + " for standard output");
            }
            return Arrays.stream(ReportFormat.values())
                    .filter(known -> known.toString().equals(format.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .map(known -> new ReportChoice(known, file == null ? null : Path.of(file)))
                    .orElseThrow(() -> new TypeConversionException("there is no format '" + format + "', only "
                            + Arrays.stream(ReportFormat.values())
                                    .map(ReportFormat::toString)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
