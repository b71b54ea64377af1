package dev.modelspec.engine.policy.builtin;

import dev.modelspec.engine.policy.builtin.GoUrl.Part;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL taken apart as Go's {@code net/url.Parse} does; parts that are missing are empty.
 *
 * @param host host name or address, with the port if there is one
 * @param path unescaped
 * @param rawPath as it was written, or the same as {@code path} if that is how Go would escape it
 */
record Uri(String scheme, String host, String path, String rawPath, String rawQuery, String fragment) {
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F]");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._:~!$&'()*+,;=%@-]*");
    private static final Pattern PORT = Pattern.compile("(:[0-9]*)?");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(.*):([0-9]*)", Pattern.DOTALL);

    static Uri parse(String text) throws BuiltinException {
        String[] parts = cut(text, '#');
        String reference = parts[0];
        check(!CONTROL.matcher(reference).find(), "net/url: invalid control character in URL");
        if (reference.equals("*")) {
            return new Uri("", "", "*", "*", "", GoUrl.unescape(parts[1], Part.FRAGMENT));
        }
        check(!reference.startsWith(":"), "missing protocol scheme");
        Matcher matcher = SCHEME.matcher(reference);
        boolean hasScheme = matcher.matches();
        String scheme = hasScheme ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
        String[] pathAndQuery = cut(hasScheme ? matcher.group(2) : reference, '?');
        Uri uri = parseHierarchy(scheme, pathAndQuery[0], pathAndQuery[1]);
        return uri.withFragment(GoUrl.unescape(parts[1], Part.FRAGMENT));
    }

    /** The host without port and brackets. */
    String hostname() {
        Matcher matcher = HOST_AND_PORT.matcher(host);
        String name = matcher.matches() ? matcher.group(1) : host;
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    String port() {
        Matcher matcher = HOST_AND_PORT.matcher(host);
        return matcher.matches() ? matcher.group(2) : "";
    }

    private static Uri parseHierarchy(String scheme, String rest, String query) throws BuiltinException {
        if (!rest.startsWith("/")) {
            if (!scheme.isEmpty()) {
                return new Uri(scheme, "", "", "", query, "");
            }
            check(cut(rest, '/')[0].indexOf(':') < 0, "first path segment in URL cannot contain colon");
        }
        String host = "";
        String path = rest;
        if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
            int slash = rest.indexOf('/', 2);
            int end = slash < 0 ? rest.length() : slash;
            host = parseAuthority(scheme, rest.substring(2, end));
            path = rest.substring(end);
        }
        String plain = GoUrl.unescape(path, Part.PATH);
        String raw = GoUrl.escape(plain, Part.PATH).equals(path) ? plain : path;
        return new Uri(scheme, host, plain, raw, query, "");
    }

    private static String parseAuthority(String scheme, String authority) throws BuiltinException {
        int at = authority.lastIndexOf('@');
        String host = parseHost(scheme, authority.substring(at + 1));
        if (at >= 0) {
            String user = authority.substring(0, at);
            check(USER.matcher(user).matches(), "net/url: invalid userinfo");
            GoUrl.unescape(user, Part.USER);
        }
        return host;
    }

    private static String parseHost(String scheme, String host) throws BuiltinException {
        int bracket = host.lastIndexOf('[');
        check(bracket <= 0, "invalid IP-literal");
        if (bracket == 0) {
            return parseAddress(host);
        }
        boolean strict = scheme.equals("http") || scheme.equals("https");
        int colon = strict ? host.indexOf(':') : host.lastIndexOf(':');
        if (colon >= 0) {
            checkPort(host.substring(colon));
        }
        return GoUrl.unescape(host, Part.HOST);
    }

    private static String parseAddress(String host) throws BuiltinException {
        int close = host.lastIndexOf(']');
        check(close >= 0, "missing ']' in host");
        String port = host.substring(close + 1);
        checkPort(port);
        String address = host.substring(1, close);
        int zone = address.indexOf("%25");
        String plain = zone < 0
                ? GoUrl.unescape(address, Part.HOST)
                : GoUrl.unescape(address.substring(0, zone), Part.HOST)
                        + GoUrl.unescape(address.substring(zone), Part.ZONE);
        check(Ipv6.isValid(plain), "invalid host: ParseAddr(" + GoQuote.quote(plain) + ")");
        return "[" + plain + "]" + port;
    }

    private Uri withFragment(String value) {
        return new Uri(scheme, host, path, rawPath, rawQuery, value);
    }

    private static void checkPort(String port) throws BuiltinException {
        check(PORT.matcher(port).matches(), "invalid port " + GoQuote.quote(port) + " after host");
    }

    private static void check(boolean valid, String otherwise) throws BuiltinException {
        if (!valid) {
            throw new BuiltinException(otherwise);
        }
    }

    private static String[] cut(String text, char separator) {
        int index = text.indexOf(separator);
        return index < 0 ? new String[] {text, ""} : new String[] {text.substring(0, index), text.substring(index + 1)};
    }
}
