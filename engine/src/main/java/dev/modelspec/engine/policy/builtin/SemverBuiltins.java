package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.util.List;
import java.util.Optional;

/** {@code semver.compare} and {@code semver.is_valid}. */
final class SemverBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin("semver.compare", a -> RegoNumber.of(version(a, 0).compareTo(version(a, 1)))),
            builtin("semver.is_valid", SemverBuiltins::isValid));

    private SemverBuiltins() {}

    private static SemanticVersion version(Arguments arguments, int position) throws BuiltinException {
        String text = arguments.string(position);
        Optional<SemanticVersion> version = SemanticVersion.parse(text);
        if (version.isEmpty()) {
            throw new BuiltinException(
                    "operand %d: string %s is not a valid SemVer".formatted(position + 1, GoQuote.quote(text)));
        }
        return version.get();
    }

    private static RegoValue isValid(Arguments arguments) {
        return RegoBoolean.of(arguments.value(0) instanceof RegoString text
                && SemanticVersion.parse(text.value()).isPresent());
    }
}
