package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** {@code units.parse} and {@code units.parse_bytes}. */
final class UnitsBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin("units.parse", UnitsBuiltins::parse), builtin("units.parse_bytes", UnitsBuiltins::parseBytes));

    /** The double next to 0.001, as in OPA, whose answers for {@code m} therefore never are whole numbers. */
    private static final BigDecimal MILLI =
            new BigDecimal("0.001000000000000000020816681711721685132943093776702880859375");

    private static final int FRACTION_DIGITS = 10;

    private static final Map<String, BigDecimal> BY_PREFIX = Map.ofEntries(
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", BigDecimal.TEN.pow(3)),
            Map.entry("m", BigDecimal.TEN.pow(6)),
            Map.entry("g", BigDecimal.TEN.pow(9)),
            Map.entry("t", BigDecimal.TEN.pow(12)),
            Map.entry("p", BigDecimal.TEN.pow(15)),
            Map.entry("e", BigDecimal.TEN.pow(18)),
            Map.entry("ki", binary(1)),
            Map.entry("mi", binary(2)),
            Map.entry("gi", binary(3)),
            Map.entry("ti", binary(4)),
            Map.entry("pi", binary(5)),
            Map.entry("ei", binary(6)));

    private UnitsBuiltins() {}

    private static BigDecimal binary(int power) {
        return BigDecimal.valueOf(1024).pow(power);
    }

    /** Only {@code m} (milli) and {@code M} (mega) differ by case. */
    private static RegoValue parse(Arguments arguments) throws BuiltinException {
        Quantity quantity = Quantity.parse("units.parse", arguments.string(0));
        String unit = quantity.unit();
        String lower = Quantity.lowerCase(unit);
        BigDecimal factor = unit.equals("m") ? MILLI : BY_PREFIX.get(lower);
        if (factor == null) {
            throw new BuiltinException("units.parse: unit " + unit + " not recognized");
        }
        BigDecimal value = quantity.amount("units.parse").multiply(factor);
        if (value.signum() == 0 || value.stripTrailingZeros().scale() <= 0) {
            return RegoNumber.of(value.toBigIntegerExact());
        }
        String text =
                value.setScale(FRACTION_DIGITS, RoundingMode.HALF_UP).abs().toPlainString();
        return new RegoNumber(value.signum() < 0 ? "-" + text : text);
    }

    /** Whole bytes; case does not matter and a {@code b} may follow the prefix. */
    private static RegoValue parseBytes(Arguments arguments) throws BuiltinException {
        Quantity quantity = Quantity.parse("units.parse_bytes", Quantity.lowerCase(arguments.string(0)));
        String unit = quantity.unit();
        String prefix = unit.length() > 1 && unit.endsWith("b") ? unit.substring(0, unit.length() - 1) : unit;
        BigDecimal factor = BY_PREFIX.get(prefix);
        if (factor == null) {
            throw new BuiltinException("units.parse_bytes: byte unit " + unit + " not recognized");
        }
        BigDecimal amount = BigFloat.round(quantity.amount("units.parse_bytes"));
        return RegoNumber.of(BigFloat.round(amount.multiply(factor)).toBigInteger());
    }
}
