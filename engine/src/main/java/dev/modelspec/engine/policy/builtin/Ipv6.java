package dev.modelspec.engine.policy.builtin;

import java.util.regex.Pattern;

/** Recognises IPv6 addresses as Go's {@code net/netip} does, with an IPv4 tail and a zone. */
final class Ipv6 {
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final int GROUPS = 8;

    private Ipv6() {}

    static boolean isValid(String text) {
        int percent = text.indexOf('%');
        if (percent == text.length() - 1) {
            return false;
        }
        String address = percent < 0 ? text : text.substring(0, percent);
        int gap = address.indexOf("::");
        if (gap < 0) {
            return groups(address, true) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(address.substring(0, gap), false);
        String tail = address.substring(gap + 2);
        int after = tail.isEmpty() ? 0 : groups(tail, true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many groups of 16 bits the text has, or a number below zero if it is malformed. */
    private static int groups(String text, boolean mayEndInIpv4) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (GROUP.matcher(parts[i]).matches()) {
                count++;
            } else if (last && mayEndInIpv4 && IPV4.matcher(parts[i]).matches()) {
                count += 2;
            } else {
                return Integer.MIN_VALUE;
            }
        }
        return count;
    }
}
