package dev.modelspec.engine.governance;

import java.util.regex.Pattern;

/**
 * Which names and values of labels there can be, and which names of namespaces. See <a
 * href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">Kubernetes on labels</a> and
 * <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names">on names</a>.
 */
public final class LabelSyntax {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
    private static final Pattern PREFIX =
            Pattern.compile("(?=.{1,253}/)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*/");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private LabelSyntax() {}

    /** Whether a label can be called so, perhaps with a domain before it. */
    public static boolean isKey(String key) {
        int slash = key.indexOf('/');
        return NAME.matcher(key.substring(slash + 1)).matches()
                && (slash < 0 || PREFIX.matcher(key.substring(0, slash + 1)).matches());
    }

    /** Whether a label can have this value. */
    public static boolean isValue(String value) {
        return value.isEmpty() || NAME.matcher(value).matches();
    }

    /** Whether a namespace can be called so. */
    public static boolean isNamespace(String name) {
        return NAMESPACE.matcher(name).matches();
    }
}
