package dev.modelspec.engine.policy;

import java.util.Set;

/**
 * OPA's builtins that policies cannot call here, and are refused when they are compiled: neither OPA's Wasm nor the host has
 * them. {@code docs/builtins.md} says why, one by one; a test keeps the two the same.
 */
final class UnofferedBuiltins {
    static final Set<String> NAMES = Set.of(
            "crypto.parse_private_keys",
            "crypto.x509.parse_and_verify_certificates",
            "crypto.x509.parse_and_verify_certificates_with_options",
            "crypto.x509.parse_certificate_request",
            "crypto.x509.parse_certificates",
            "crypto.x509.parse_keypair",
            "crypto.x509.parse_rsa_private_key",
            "graphql.is_valid",
            "graphql.parse",
            "graphql.parse_and_verify",
            "graphql.parse_query",
            "graphql.parse_schema",
            "graphql.schema_is_valid",
            "http.send",
            "internal.print",
            "internal.test_case",
            "io.jwt.decode",
            "io.jwt.decode_verify",
            "io.jwt.encode_sign",
            "io.jwt.encode_sign_raw",
            "io.jwt.verify_eddsa",
            "io.jwt.verify_es256",
            "io.jwt.verify_es384",
            "io.jwt.verify_es512",
            "io.jwt.verify_hs256",
            "io.jwt.verify_hs384",
            "io.jwt.verify_hs512",
            "io.jwt.verify_ps256",
            "io.jwt.verify_ps384",
            "io.jwt.verify_ps512",
            "io.jwt.verify_rs256",
            "io.jwt.verify_rs384",
            "io.jwt.verify_rs512",
            "json.match_schema",
            "json.verify_schema",
            "net.cidr_contains_matches",
            "net.cidr_expand",
            "net.cidr_is_valid",
            "net.cidr_merge",
            "net.lookup_ip_addr",
            "opa.runtime",
            "providers.aws.sign_req",
            "rand.intn",
            "rego.parse_module",
            "strings.render_template",
            "trace");

    private UnofferedBuiltins() {}
}
