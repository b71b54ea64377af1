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
    /**
     * What {@code supply-chain/no-secrets-by-shape} looks for, by the same names, each as a word of a text; and HTTP's own way to present
     * a secret (RFC 6750 section 2.1, RFC 7617 section 2). A test holds to the examples of the rule.
     */
    static final List<SecretShape> RULE = List.of(
            of("a private key", "-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----", "-----BEGIN "),
            of(
                    "a private key in base64",
                    "LS0tLS1CRUdJTi(BQUklWQVRF|BSU0Eg|BFQyBQ|BPUEVOU1NI|BFTkNSWVBU|BEU0Eg|BQR1AgUFJJ)",
                    "LS0tLS1CRUdJTi"),
            of("a JSON Web Token", "eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.", "eyJ"),
            of(
                    "a URL with a password",
                    "[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\s:@\\[]*:([^0-9\\s@$<{*/?#,][^\\s@]*|[0-9]+([^0-9\\s@/?#,;\"'][^\\s@]*)?|\\$([^({\\s@][^\\s@]*)?|<[^>\\s@]*|\\{[^}\\s@]*|\\*+[^*\\s@][^\\s@]*)@",
                    "://"),
            of(
                    "a URL with a token",
                    "https?://([^/?#\\s:@]{4,}@(github\\.com|gitlab\\.com|huggingface\\.co)|[A-Za-z0-9_-]{32,}@)",
                    "://"),
            of(
                    "a password in a connection string",
                    "(?i:password|pwd)\\s*=\\s*[^;\\s$<{*][^;\\s]*;|;\\s*(?i:password|pwd)\\s*=\\s*[^;\\s$<{*]",
                    "="),
            of("an access key of AWS", "\\b(AKIA|ASIA)[A-Z2-7]{16}\\b", "AKIA", "ASIA"),
            of("a shared access signature of Azure", "\\bsig=[A-Za-z0-9%+/_-]{20}", "sig="),
            of(
                    "a storage key of Azure",
                    "(AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2}",
                    "AccountKey=",
                    "SharedAccessKey="),
            of("a token of Databricks", "dapi[0-9a-f]{32}", "dapi"),
            of("an API key of Google", "AIza[0-9A-Za-z_-]{35}", "AIza"),
            of("an access token of Google", "ya29\\.[0-9A-Za-z_-]{20}", "ya29."),
            of("a client secret of Google", "GOCSPX-[0-9A-Za-z_-]{20}", "GOCSPX-"),
            of(
                    "a token of GitHub",
                    "gh[opsur]_[0-9A-Za-z]{30}|github_pat_[0-9A-Za-z_]{20}",
                    "gho_",
                    "ghp_",
                    "ghs_",
                    "ghu_",
                    "ghr_",
                    "github_pat_"),
            of("a token of GitLab", "glpat-[0-9A-Za-z_-]{20}", "glpat-"),
            of("a token of Grafana", "glsa_[0-9A-Za-z]{20}", "glsa_"),
            of("an API key of Groq", "gsk_[0-9A-Za-z]{30}", "gsk_"),
            of("a token of Hugging Face", "(hf|api_org)_[0-9A-Za-z]{30}", "hf_", "api_org_"),
            of("an API key of LangSmith", "lsv2_(pt|sk)_[0-9a-f]{20}", "lsv2_"),
            of("an API key of NVIDIA", "nvapi-[0-9A-Za-z_-]{20}", "nvapi-"),
            of("a token of PyPI", "pypi-[0-9A-Za-z_-]{40}", "pypi-"),
            of("a token of Replicate", "\\br8_[0-9A-Za-z]{20}", "r8_"),
            of("an API key of SendGrid", "SG\\.[0-9A-Za-z_-]{16,}\\.[0-9A-Za-z_-]{16}", "SG."),
            of("a token of Slack", "xox[abeoprs]-[0-9A-Za-z-]{10}", "xox"),
            of(
                    "a webhook of Slack",
                    "hooks\\.slack\\.com/(services|triggers|workflows)/[0-9A-Za-z]",
                    "hooks.slack.com"),
            of("an API key of Stripe", "[rs]k_live_[0-9A-Za-z]{16}", "k_live_"),
            of("a token of Vault", "hv[bs]\\.[0-9A-Za-z_-]{20}", "hvb.", "hvs."),
            of("a token of npm", "npm_[0-9A-Za-z]{30}", "npm_"),
            of("an API key of xAI", "xai-[0-9A-Za-z]{20}", "xai-"),
            of(
                    "an API key that begins with sk-",
                    "\\bsk-((admin|ant|or|proj|svcacct)-[0-9A-Za-z_-]{20}|[0-9A-Za-z]{20})",
                    "sk-"),
            of(
                    "an HTTP credential",
                    "(?i)\\b(bearer|basic)\\s+[A-Za-z0-9+/=._~-]{16,}",
                    "earer",
                    "EARER",
                    "asic",
                    "ASIC"));

    /**
     * Besides an address with a password, the default of the parameter of the rule {@code supply-chain/no-credentials-in-uris}, which a
     * test holds to.
     */
    static final List<SecretShape> IN_ADDRESSES = List.of(
            of("an address with a password", "^[^/?#]*//[^/?#]*:[^/?#@]+@", "//"),
            of(
                    "a credential in an address",
                    "(?i)[?&;#][^=&;#]*(secret|passw|passphrase|signature|credential|jwt)[^=&;#]*=[^&;#]",
                    "="),
            of("a credential in an address", "(?i)[?&;#][^=&;#]*token([^a-z=&;#][^=&;#]*)?=[^&;#]", "="),
            of("a credential in an address", "(?i)[?&;#]([^=&;#]*[._-])?[a-z]*(key|pwd)([._-][^=&;#]*)?=[^&;#]", "="),
            of("a credential in an address", "(?i)[?&;#]([^=&;#]*[._-])?(auth|pass|sig)([._-][^=&;#]*)?=[^&;#]", "="),
            of("a credential in an address", "[?&;#][^=&;#]*[a-z](Auth|Key|Pass|Sig)([A-Z][^=&;#]*)?=[^&;#]", "="),
            of("a credential in an address", "[?&;#][^=&;#]*%([46][1-9A-Fa-f]|[57][0-9Aa])[^=&;#]*=[^&;#]", "="));

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
