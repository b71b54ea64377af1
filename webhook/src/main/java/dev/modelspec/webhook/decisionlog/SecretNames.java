package dev.modelspec.webhook.decisionlog;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells by the name of a field whether it holds a secret. {@link #NAMES}, {@link #HARMLESS} and {@link #REFERENCES} are the defaults of
 * the parameters of the rule {@code supply-chain/no-secrets-by-name}; a test holds them together.
 */
final class SecretNames {
    static final List<String> NAMES = List.of(
            "(?i)(^|[_.-])(token|secret|password|passwd|passphrase|credential|cred|apikey)s?([0-9_.-].*)?$",
            "(?i)(^|[_.-])(api|access|secret|private|signing|encryption|account|license)[_.-]?keys?(_?id)?([0-9_.-].*)?$",
            "(?i)(token|secret|password|passwd|apikey|accesskey|secretkey)$",
            "(?i)[_.-](key|pwd)s?[0-9]*$",
            "(?i)(^|[_.-])(pass|pat|bearer|cookie|authorization|basic_?auth|auth_?headers?|jaas_?config)$",
            "(?i)(^|[_.-])(dsn|connection_?string|mongo(db)?_ur[il]|otlp_([a-z]+_)?headers)$");

    /**
     * What Kubernetes objects have beside variables: HTTP headers (RFC 9110 section 11.6.2, RFC 6265), and the keys of Secrets of the
     * types kubernetes.io/tls, kubernetes.io/ssh-auth, kubernetes.io/dockerconfigjson and kubernetes.io/dockercfg.
     */
    private static final List<String> OTHER_NAMES = List.of(
            "(?i)(^|[_.-])(proxy[_-])?authorization$",
            "(?i)(^|[_.-])(set[_-])?cookie$",
            "(?i)^(tls\\.key|ssh-privatekey|\\.dockerconfigjson|\\.dockercfg)$");

    static final List<String> HARMLESS = List.of(
            "(.+_)?(BOS|CLS|END|EOS|EOT|MASK|PAD|SEP|START|STOP|UNK)_TOKENS?",
            "(.+_)?(MAX|MIN|NUM)_(.+_)?TOKENS?",
            ".+_PER_TOKENS?",
            "(.+_)?(CACHE|FOREIGN|PARTITION|PRIMARY|PUBLIC|ROUTING|SORT)_KEYS?",
            ".*(CREDENTIAL|KEY|PASSWORD|SECRET|TOKEN)S?_(.+_)?(COUNT|DIR|ENDPOINT|FILE|HEADER|LENGTH|LIMIT|NAME|PATH|TTL|TYPE|URL)");

    static final List<String> REFERENCES = List.of(
            "^\\s*$",
            "^\\$[A-Z_][A-Z0-9_]*$",
            "^\\$(\\([A-Za-z0-9_.-]+\\)|\\{[A-Za-z0-9_.-]+\\})$",
            "^\\$?\\{\\{[^{}\"'`]+\\}\\}$",
            "^/(app|config|data|dev|etc|home|mnt|opt|run|secrets?|srv|tmp|usr|var|vault)/[\\w./@-]+$",
            "^/[\\w./-]+\\.(conf|json|key|pem|txt|ya?ml)$",
            "(?i)^(vault|secrets?|secretref|secretkeyref|op|sm|ssm|secretsmanager|awssm|gcpsm|azkv|akv|file)[:+][\\w.-]*/[\\w./@#?=&:-]+$",
            "(?i)^ref\\+[a-z0-9]+://\\S+$",
            "^secretref:[a-z0-9][a-z0-9.-]*$",
            "^arn:aws[a-z-]*:(secretsmanager|ssm):\\S+$",
            "^projects/[^/\\s]+/secrets/\\S+$",
            "^@Microsoft\\.KeyVault\\([^()]+\\)$");

    /** One of these is in every name that is found, which is quicker to see. */
    private static final List<String> HINTS = List.of(
            "token",
            "pass",
            "pat",
            "pwd",
            "secret",
            "cred",
            "key",
            "dsn",
            "mongo",
            "connection",
            "auth",
            "bearer",
            "cookie",
            "headers",
            "jaas",
            "docker");

    /** What Kubernetes objects call a place that has a secret. */
    private static final String PLACE = ".*_(REFS?|SELECTOR|VOLUMES?|MOUNTS?|NAMES?)";

    private static final Pattern ANY_NAME = any(Stream.concat(NAMES.stream(), OTHER_NAMES.stream()));
    private static final Pattern ANY_HARMLESS = Pattern.compile(
            "(?i)^(?:" + Stream.concat(HARMLESS.stream(), Stream.of(PLACE)).collect(Collectors.joining("|")) + ")$");
    private static final Pattern ANY_REFERENCE = any(REFERENCES.stream());
    private static final int LONGEST = 256;

    private SecretNames() {}

    private static Pattern any(Stream<String> patterns) {
        return Pattern.compile(patterns.map(p -> "(?:" + p + ")").collect(Collectors.joining("|")));
    }

    /** Whether a field of this name holds a secret: {@code HF_TOKEN}, {@code apiKey}, {@code --db-password}. */
    static boolean isSecret(String name) {
        // All that tells is at the end.
        String end = name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
        String lowerCase = end.toLowerCase(Locale.ROOT);
        if (HINTS.stream().noneMatch(lowerCase::contains)) {
            return false;
        }
        String words = inWords(end);
        return !ANY_HARMLESS.matcher(words.replace('-', '_')).find()
                && (ANY_NAME.matcher(end).find() || ANY_NAME.matcher(words).find());
    }

    /** Whether the value of such a field only says where the secret is. */
    static boolean isReference(String value) {
        return ANY_REFERENCE.matcher(value).find();
    }

    /** {@code hfToken} and {@code HFToken} as {@code hf_Token} and {@code HF_Token}. */
    private static String inWords(String name) {
        StringBuilder words = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i > 0 && Character.isUpperCase(c)) {
                char before = name.charAt(i - 1);
                boolean wordBegins = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
                if (Character.isLowerCase(before)
                        || Character.isDigit(before)
                        || (wordBegins && Character.isUpperCase(before))) {
                    words.append('_');
                }
            }
            words.append(c);
        }
        return words.toString();
    }
}
