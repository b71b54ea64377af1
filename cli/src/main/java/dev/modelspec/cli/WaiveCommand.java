package dev.modelspec.cli;

import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.engine.waiver.WaiverReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modelspec waive}. */
@Command(
        name = "waive",
        sortOptions = false,
        description = {
            "Writes waivers, each of which excuses one spec from one rule for a time. `modelspec check --waivers FILE` and"
                    + " `modelspec audit --waivers FILE` use them.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {
            " 0:they are written",
            " 2:wrong usage, or the profile does not let them be",
            ExitCode.FAULT_HELP
        })
final class WaiveCommand implements Callable<Integer> {
    private static final Pattern TTL = Pattern.compile("([1-9][0-9]{0,3})d");

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FINDING",
            arity = "1..*",
            description =
                    "RULE@SPEC or RULE@NAMESPACE/SPEC, such as retention/logs-max-days@care/chat; with #PATH after it"
                            + " only for a part of the spec. Or with --report, the fingerprint of a finding in it.")
    private List<String> findings = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why it is accepted.")
    private String reason = "";

    @Option(names = "--owner", paramLabel = "WHO", required = true, description = "Who accepts it and answers for it.")
    private String owner = "";

    @Option(names = "--ticket", paramLabel = "ID", description = "Where it was decided.")
    private @Nullable String ticket;

    @Option(
            names = "--ttl",
            paramLabel = "DAYS",
            description = "How long it holds, such as 30d, from today. The profile says how long it may.")
    private @Nullable String ttl;

    @Option(
            names = "--expires-at",
            paramLabel = "DATE",
            description = "Until when it holds, in place of --ttl, such as 2027-01-31.")
    private @Nullable String expiresAt;

    @Option(names = "--report", paramLabel = "REPORT", description = "A JSON report of `modelspec audit`.")
    private @Nullable Path report;

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Add them to this file, which need not exist. Default: standard output.")
    private @Nullable Path output;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    WaiveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant end = end(now);
        var targets = new WaiverTargets(findings, report);
        String old = output != null && Files.exists(output) ? Files.readString(output) : "";
        String text = old;
        for (WaiverTargets.Target target : targets.all()) {
            text += (text.isEmpty() ? "" : "---\n")
                    + WaiverText.of(target, reason, owner, ticket, now, end, target.name(text));
        }
        String name = output == null ? "<waivers>" : output.toString();
        List<Waiver> waivers = new WaiverReader().read(Source.of(name, text));
        RuleChoice.of(rules, console)
                .builder(false, CheckOptions.TIME_LIMIT)
                .waivers(waivers)
                .build()
                .close();
        if (output == null) {
            console.out().write(text.getBytes(StandardCharsets.UTF_8));
        } else {
            OutputFiles.write(output, text.getBytes(StandardCharsets.UTF_8));
        }
        return ExitCode.COMPLIANT;
    }

    private Instant end(Instant now) {
        if ((ttl == null) == (expiresAt == null)) {
            throw wrong("Say how long it holds: either --ttl, such as 30d, or --expires-at, such as 2027-01-31");
        }
        if (ttl != null) {
            Matcher days = TTL.matcher(ttl);
            if (!days.matches()) {
                throw wrong("--ttl must be a number of days, such as 30d, not " + ttl);
            }
            return now.plus(Duration.ofDays(Long.parseLong(days.group(1))));
        }
        Instant end;
        try {
            end = LocalDate.parse(String.valueOf(expiresAt))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), "--expires-at must be a date, such as 2027-01-31, not " + expiresAt, e);
        }
        if (!now.isBefore(end)) {
            throw wrong("--expires-at is in the past: " + expiresAt);
        }
        return end;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
