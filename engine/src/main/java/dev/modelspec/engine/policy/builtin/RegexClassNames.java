package dev.modelspec.engine.policy.builtin;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of Unicode's categories and scripts, which Go reads without regard to case, {@code _}, {@code -} and spaces. */
final class RegexClassNames {
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("Closepunctuation", "Pe"),
            Map.entry("Combiningmark", "M"),
            Map.entry("Connectorpunctuation", "Pc"),
            Map.entry("Control", "Cc"),
            Map.entry("Cntrl", "Cc"),
            Map.entry("Currencysymbol", "Sc"),
            Map.entry("Dashpunctuation", "Pd"),
            Map.entry("Decimalnumber", "Nd"),
            Map.entry("Digit", "Nd"),
            Map.entry("Enclosingmark", "Me"),
            Map.entry("Finalpunctuation", "Pf"),
            Map.entry("Format", "Cf"),
            Map.entry("Initialpunctuation", "Pi"),
            Map.entry("Letter", "L"),
            Map.entry("Letternumber", "Nl"),
            Map.entry("Lineseparator", "Zl"),
            Map.entry("Lowercaseletter", "Ll"),
            Map.entry("Mark", "M"),
            Map.entry("Mathsymbol", "Sm"),
            Map.entry("Modifierletter", "Lm"),
            Map.entry("Modifiersymbol", "Sk"),
            Map.entry("Nonspacingmark", "Mn"),
            Map.entry("Number", "N"),
            Map.entry("Openpunctuation", "Ps"),
            Map.entry("Other", "C"),
            Map.entry("Otherletter", "Lo"),
            Map.entry("Othernumber", "No"),
            Map.entry("Otherpunctuation", "Po"),
            Map.entry("Othersymbol", "So"),
            Map.entry("Paragraphseparator", "Zp"),
            Map.entry("Privateuse", "Co"),
            Map.entry("Punctuation", "P"),
            Map.entry("Punct", "P"),
            Map.entry("Separator", "Z"),
            Map.entry("Spaceseparator", "Zs"),
            Map.entry("Spacingmark", "Mc"),
            Map.entry("Surrogate", "Cs"),
            Map.entry("Symbol", "S"),
            Map.entry("Titlecaseletter", "Lt"),
            Map.entry("Uppercaseletter", "Lu"));

    /** Classes of Go for which RE2/J has no table. */
    private static final Set<String> WITHOUT_TABLE =
            Set.of("Ascii", "Assigned", "Lc", "Casedletter", "Cn", "Unassigned");

    private RegexClassNames() {}

    /** The name by which RE2/J knows a class; unknown names stay what they are. */
    static String forRe2j(String name) {
        boolean negated = name.startsWith("^");
        String canonical = canonical(negated ? name.substring(1) : name);
        if (WITHOUT_TABLE.contains(canonical)) {
            throw new BuiltinFault("regular expressions with \\p{" + name + "} are not supported");
        }
        return (negated ? "^" : "") + CATEGORIES.getOrDefault(canonical, canonical);
    }

    private static String canonical(String name) {
        String letters = name.replaceAll("[_ -]", "");
        return letters.isEmpty()
                ? letters
                : letters.substring(0, 1).toUpperCase(Locale.ROOT)
                        + letters.substring(1).toLowerCase(Locale.ROOT);
    }
}
