package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import dev.modelspec.engine.policy.builtin.GoUrl.Part;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code hex.*}, {@code urlquery.*} and the one {@code base64url.*} that Wasm lacks. */
final class EncodingBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin("base64url.encode_no_pad", EncodingBuiltins::encodeBase64),
            builtin("hex.decode", EncodingBuiltins::decodeHex),
            builtin("hex.encode", a -> new RegoString(HexFormat.of().formatHex(a.bytes(0)))),
            builtin("urlquery.decode", a -> new RegoString(GoUrl.unescape(a.string(0), Part.QUERY))),
            builtin("urlquery.decode_object", EncodingBuiltins::decodeQuery),
            builtin("urlquery.encode", a -> new RegoString(GoUrl.escape(a.string(0), Part.QUERY))),
            builtin("urlquery.encode_object", EncodingBuiltins::encodeQuery));

    /** Go's limit against floods of parameters. */
    private static final int MOST_PARAMETERS = 10_000;

    private EncodingBuiltins() {}

    private static RegoValue encodeBase64(Arguments arguments) throws BuiltinException {
        return new RegoString(Base64.getUrlEncoder().withoutPadding().encodeToString(arguments.bytes(0)));
    }

    private static RegoValue decodeHex(Arguments arguments) throws BuiltinException {
        try {
            return RegoString.ofBytes(HexFormat.of().parseHex(arguments.string(0)));
        } catch (IllegalArgumentException e) {
            throw new BuiltinException("encoding/hex: " + e.getMessage());
        }
    }

    private static RegoValue decodeQuery(Arguments arguments) throws BuiltinException {
        String[] parameters = arguments.string(0).split("&", -1);
        if (parameters.length > MOST_PARAMETERS) {
            throw new BuiltinException("number of URL query parameters exceeded limit");
        }
        Map<String, List<String>> values = new TreeMap<>();
        for (String parameter : parameters) {
            if (parameter.indexOf(';') >= 0) {
                throw new BuiltinException("invalid semicolon separator in query");
            }
            if (!parameter.isEmpty()) {
                String[] keyAndValue = parameter.split("=", 2);
                String key = GoUrl.unescape(keyAndValue[0], Part.QUERY);
                String value = keyAndValue.length < 2 ? "" : GoUrl.unescape(keyAndValue[1], Part.QUERY);
                values.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
            }
        }
        TreeMap<RegoValue, RegoValue> entries = new TreeMap<>();
        values.forEach((key, list) -> entries.put(new RegoString(key), RegoArray.ofStrings(list)));
        return new RegoObject(entries);
    }

    private static RegoValue encodeQuery(Arguments arguments) throws BuiltinException {
        TreeMap<String, RegoValue> byKey = new TreeMap<>(RegoText::compare);
        arguments.object(0).entries().forEach((key, value) -> byKey.put(GoJson.key(key), value));
        List<String> parameters = new ArrayList<>();
        for (var entry : byKey.entrySet()) {
            for (String value : stringsOf(entry.getValue())) {
                parameters.add(GoUrl.escape(entry.getKey(), Part.QUERY) + "=" + GoUrl.escape(value, Part.QUERY));
            }
        }
        return new RegoString(String.join("&", parameters));
    }

    private static List<String> stringsOf(RegoValue value) throws BuiltinException {
        if (value instanceof RegoString string) {
            return List.of(string.value());
        }
        List<String> strings = new ArrayList<>();
        for (RegoValue element : RegoCollections.elements(value).orElseThrow(EncodingBuiltins::wrongValue)) {
            if (!(element instanceof RegoString string)) {
                throw wrongValue();
            }
            strings.add(string.value());
        }
        return strings;
    }

    private static BuiltinException wrongValue() {
        return new BuiltinException("operand 1 values must be string, array[string], or set[string]");
    }
}
