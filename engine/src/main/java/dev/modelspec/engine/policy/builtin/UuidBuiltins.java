package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code uuid.parse} and {@code uuid.rfc4122}.
 *
 * <p>OPA makes random UUIDs. Ours are drawn from SHA-256 over the evaluation's time and the key, so that the same evaluation
 * has the same result: equal keys give equal UUIDs within an evaluation, and other ones in the next.
 */
final class UuidBuiltins {
    static final List<HostBuiltin> ALL =
            List.of(builtin("uuid.parse", UuidBuiltins::parse), builtin("uuid.rfc4122", UuidBuiltins::create));

    /** Either 32 digits, or 8-4-4-4-12 after {@code urn:uuid:} or between any two bytes, as Go's uuid library has it. */
    private static final Pattern UUID_TEXT = Pattern.compile(
            "(?s)(?<plain>[0-9a-f]{32})|(?:(?:urn:uuid:)?(?<a>#)|.(?<b>#).)"
                    .replace("#", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DASH = Pattern.compile("-");

    /** 100 ns intervals between the start of the Gregorian calendar, 15 October 1582, and 1970. */
    private static final long GREGORIAN_TO_UNIX = 122_192_928_000_000_000L;

    private static final List<String> DOMAINS = List.of("Person", "Group", "Org");

    private UuidBuiltins() {}

    private static RegoValue create(Arguments arguments) throws BuiltinException {
        Instant now = arguments.context().now();
        String seed = now.getEpochSecond() + " " + now.getNano() + " " + canonical(arguments.value(0));
        try {
            byte[] random = MessageDigest.getInstance("SHA-256").digest(RegoText.encode(seed));
            ByteBuffer bits = ByteBuffer.wrap(random);
            long high = (bits.getLong() & ~0xF000L) | 0x4000L;
            long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE;
            return new RegoString(new UUID(high, low).toString());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** The same text for equal keys: {@code 1} and {@code 1.0} are equal. */
    private static String canonical(RegoValue key) {
        return key instanceof RegoNumber number
                ? number.value().stripTrailingZeros().toString()
                : Sprintf.term(key);
    }

    private static RegoValue parse(Arguments arguments) throws BuiltinException {
        String text = new String(arguments.bytes(0), StandardCharsets.ISO_8859_1);
        Matcher matcher = UUID_TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new BuiltinException("invalid UUID format");
        }
        String digits = matcher.group("plain");
        if (digits == null) {
            digits = matcher.group("a") == null ? matcher.group("b") : matcher.group("a");
        }
        return describe(
                HexFormat.of().parseHex(DASH.matcher(digits).replaceAll("").toLowerCase(Locale.ROOT)));
    }

    private static RegoValue describe(byte[] uuid) {
        int version = (uuid[6] & 0xF0) >> 4;
        TreeMap<RegoValue, RegoValue> parts = new TreeMap<>();
        put(parts, "version", RegoNumber.of(version));
        put(parts, "variant", new RegoString(variant(uuid[8])));
        if (version == 1 || version == 2) {
            ByteBuffer bits = ByteBuffer.wrap(uuid);
            put(parts, "time", RegoNumber.of(unixNanoseconds(bits)));
            put(parts, "nodeid", new RegoString(HexFormat.ofDelimiter("-").formatHex(uuid, 10, 16)));
            put(parts, "macvariables", new RegoString(macVariables(uuid[10])));
            put(parts, "clocksequence", RegoNumber.of(bits.getShort(8) & 0x3FFF));
        }
        if (version == 2) {
            int domain = uuid[9] & 0xFF;
            put(
                    parts,
                    "id",
                    RegoNumber.of(Integer.toUnsignedLong(ByteBuffer.wrap(uuid).getInt(0))));
            put(parts, "domain", new RegoString(domain < DOMAINS.size() ? DOMAINS.get(domain) : "Domain" + domain));
        }
        return new RegoObject(parts);
    }

    private static void put(Map<RegoValue, RegoValue> parts, String name, RegoValue value) {
        parts.put(new RegoString(name), value);
    }

    private static String variant(byte b) {
        return switch ((b & 0xE0) >> 5) {
            case 4, 5 -> "RFC4122";
            case 6 -> "Microsoft";
            case 7 -> "Future";
            default -> "Reserved";
        };
    }

    private static long unixNanoseconds(ByteBuffer bits) {
        long time = Integer.toUnsignedLong(bits.getInt(0))
                | (bits.getShort(4) & 0xFFFFL) << 32
                | (bits.getShort(6) & 0x0FFFL) << 48;
        return (time - GREGORIAN_TO_UNIX) * 100;
    }

    private static String macVariables(byte first) {
        return ((first & 0b10) == 0 ? "global" : "local") + ((first & 0b01) == 0 ? ":unicast" : ":multicast");
    }
}
