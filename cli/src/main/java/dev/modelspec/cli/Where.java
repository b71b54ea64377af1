package dev.modelspec.cli;

import dev.modelspec.engine.policy.Surface;
import java.util.Locale;

/** Where the question is asked, as far as profiles and rules tell it apart. */
enum Where {
    CLI(Surface.CLI),
    CI(Surface.CI),
    ADMISSION(Surface.ADMISSION),
    AUDIT(Surface.AUDIT);

    private static final String VARIABLE = "CI";

    private final Surface surface;

    Where(Surface surface) {
        this.surface = surface;
    }

    Surface surface() {
        return surface;
    }

    /** Build services set CI, nearly all of them to true. */
    static Where guess(Console console) {
        String value = console.environment().getOrDefault(VARIABLE, "");
        boolean build = !value.isEmpty() && !value.matches("(?i)false|no|off|0");
        return build ? CI : CLI;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
