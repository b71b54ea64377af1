package dev.modelspec.webhook.decisionlog;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * A shape that gives a secret away whatever it is called. Patterns are RE2, whose time is linear in the text: what is looked through
 * comes from strangers.
 *
 * @param what it is, in words
 * @param pattern finds it, or its beginning
 * @param hints one of these is in every text that has it, which is quicker to see
 */
record SecretShape(String what, Pattern pattern, List<String> hints) {
    /** The default of the parameter of the rule {@code supply-chain/no-secrets-by-shape}; a test holds them together. */
    static final List<SecretShape> RULE = List.of(
            of("a private key", "-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----", "-----BEGIN "),
            of("a JSON Web Token", "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.", "eyJ"),
            of("a URL with a password", "[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\s:@]*:[^/\\s@$][^/\\s@]*@", "://"),
            of("an access key of AWS", "\\b(AKIA|ASIA)[A-Z2-7]{16}\\b", "AKIA", "ASIA"),
            of(
                    "a storage key of Azure",
                    "\\b(AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2}",
                    "AccountKey=",
                    "SharedAccessKey="),
            of("an API key of Google", "\\bAIza[0-9A-Za-z_-]{35}", "AIza"),
            of(
                    "a token of GitHub",
                    "\\b(gh[opsur]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{50})",
                    "gho_",
                    "ghp_",
                    "ghs_",
                    "ghu_",
                    "ghr_",
                    "github_pat_"),
            of("a token of GitLab", "\\bglpat-[0-9A-Za-z_-]{20}", "glpat-"),
            of("a token of Hugging Face", "\\bhf_[A-Za-z]{30}", "hf_"),
            of("a token of Slack", "\\bxox[abeoprs]-[0-9A-Za-z-]{10}", "xox"),
            of("an API key that begins with sk-", "\\bsk-[0-9A-Za-z_-]{20}", "sk-"));

    /**
     * The default of the parameter of the rule {@code supply-chain/no-credentials-in-uris}, which a test holds to, and HTTP's own way to
     * present a secret (RFC 6750 section 2.1, RFC 7617 section 2).
     */
    static final List<SecretShape> IN_ADDRESSES = List.of(
            of("an address with a password", "^[^/?#]*//[^/?#]*:[^/?#@]+@", "//"),
            of(
                    "an address with a signature",
                    "(?i)[?&](x-amz-signature|x-goog-signature|awsaccesskeyid|signature|sig|token|access_token|api_?key|password)=[^&#]+",
                    "="));

    static final SecretShape HEADER = of(
            "an HTTP credential", "(?i)\\b(bearer|basic)\\s+[A-Za-z0-9+/=._~-]{16,}", "earer", "EARER", "asic", "ASIC");

    private static SecretShape of(String what, String pattern, String... hints) {
        return new SecretShape(what, Pattern.compile(pattern), List.of(hints));
    }

    /** Whether it can be in a text. */
    boolean mayBeIn(String text) {
        for (String hint : hints) {
            if (text.contains(hint)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is found at the beginning of a text only. */
    boolean isAnchored() {
        return pattern.pattern().startsWith("^");
    }
}
