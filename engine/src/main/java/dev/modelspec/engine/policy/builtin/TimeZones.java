package dev.modelspec.engine.policy.builtin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRulesProvider;
import java.util.HashMap;
import java.util.Map;

/**
 * The time zones of the IANA database, as the JDK has them, and their abbreviations, which the JDK does not have: it invents
 * some and translates others. Those in {@code time-zone-abbreviations.txt} are today's; for offsets that a zone no longer
 * uses, the offset stands in.
 */
final class TimeZones {
    private static final String RESOURCE = "time-zone-abbreviations.txt";

    /** Names of the database that older JDKs lack. */
    private static final Map<String, String> ALIASES = Map.of(
            "EST", "America/Panama",
            "MST", "America/Phoenix",
            "HST", "Pacific/Honolulu",
            "ROC", "Asia/Taipei",
            "GMT+0", "Etc/GMT",
            "GMT-0", "Etc/GMT");

    /** The JDK's own names, which are not in the database. */
    private static final String JDK_ONLY = "SystemV/";

    /** Abbreviations by zone and offset: {@code Europe/Zurich} and 3600 give {@code CET}. */
    private static final Map<String, Map<Integer, String>> ABBREVIATIONS = readAbbreviations();

    private TimeZones() {}

    /** The zone of a name; the empty name is UTC. */
    static ZoneId find(String name) throws BuiltinException {
        if (name.isEmpty() || name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        if (name.equals("Local")) {
            throw new BuiltinException("the time zone Local differs from machine to machine; name a zone instead");
        }
        var known = ZoneRulesProvider.getAvailableZoneIds();
        String id = known.contains(name) ? name : ALIASES.getOrDefault(name, name);
        if (!known.contains(id) || id.startsWith(JDK_ONLY)) {
            throw new BuiltinException("unknown time zone " + name);
        }
        return ZoneId.of(id);
    }

    static String abbreviation(ZonedDateTime time) {
        int seconds = time.getOffset().getTotalSeconds();
        if (time.getZone().equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        String known =
                ABBREVIATIONS.getOrDefault(time.getZone().getId(), Map.of()).get(seconds);
        return known != null ? known : numeric(seconds);
    }

    /** How the database writes zones without an abbreviation: {@code +04}, {@code -0330}. */
    private static String numeric(int seconds) {
        int minutes = Math.abs(seconds) / 60;
        String sign = seconds < 0 ? "-" : "+";
        return minutes % 60 == 0
                ? String.format("%s%02d", sign, minutes / 60)
                : String.format("%s%02d%02d", sign, minutes / 60, minutes % 60);
    }

    private static Map<String, Map<Integer, String>> readAbbreviations() {
        Map<String, Map<Integer, String>> byZone = new HashMap<>();
        try (InputStream in = TimeZones.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside " + TimeZones.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> read(line, byZone));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return byZone;
    }

    private static void read(String line, Map<String, Map<Integer, String>> byZone) {
        Map<Integer, String> byOffset = new HashMap<>();
        for (String word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals >= 0) {
                int seconds = ZoneOffset.of(word.substring(equals + 1)).getTotalSeconds();
                byOffset.put(seconds, word.substring(0, equals));
            } else {
                byZone.put(word, byOffset);
            }
        }
    }
}
