package dev.modelspec.engine.report;

import dev.modelspec.engine.governance.Condition;
import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.governance.ProfileOverride;
import dev.modelspec.engine.governance.ProfilePart;
import dev.modelspec.engine.governance.ResolvedProfile;
import dev.modelspec.engine.policy.Origin;
import dev.modelspec.engine.policy.RuleSettings;
import dev.modelspec.engine.policy.Settings;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.report.Palette.Style;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Profiles for people at a terminal of 80 columns. */
public final class ProfileText {
    private static final int WIDTH = 80;

    private final OutputStream out;
    private final Palette palette;
    private final SettingsText settings;
    private final StringBuilder text = new StringBuilder(4096);

    /**
     * A writer.
     *
     * @param out takes UTF-8
     * @param colour whether to use ANSI colours
     */
    public ProfileText(OutputStream out, boolean colour) {
        this.out = out;
        this.palette = new Palette(colour);
        this.settings = new SettingsText(text, palette);
    }

    /** Lists profiles: name, what it extends, description. */
    public void list(List<Profile> profiles) throws IOException {
        for (Profile profile : profiles) {
            text.append(palette.paint(Style.PLACE, Printable.of(profile.name())));
            text.append(palette.paint(Style.QUIET, chain(profile, "  extends ")))
                    .append('\n');
            Paragraph.append(text, "  ", outermost(profile).description(), 2, WIDTH);
        }
        write();
    }

    /** Tells all that a profile says, with what it extends. */
    public void show(Profile profile, RuleCatalog catalog) throws IOException {
        text.append(palette.paint(Style.PLACE, Printable.of(profile.name()))).append('\n');
        String chain = chain(profile, " extends ");
        Paragraph.append(text, "  ", outermost(profile).source() + chain + ".", 2, WIDTH);
        if (!outermost(profile).description().isEmpty()) {
            Paragraph.append(text, "  ", outermost(profile).description(), 2, WIDTH);
        }
        waivers(profile);
        Settings usual = profile.usual();
        for (RuleMetadata rule : catalog.rules()) {
            text.append('\n');
            settings.rule(rule, usual.rule(rule.id()), true, "");
        }
        profile.overrides().forEach(override -> override(override, catalog));
        write();
    }

    private void override(ProfileOverride override, RuleCatalog catalog) {
        text.append('\n');
        text.append(palette.paint(Style.PLACE, "override " + Printable.of(override.name())));
        text.append(palette.paint(
                        Style.QUIET, "  " + Printable.of(override.origin().place())))
                .append('\n');
        String conditions =
                override.conditions().stream().map(Condition::toString).collect(Collectors.joining(", and "));
        Paragraph.append(
                text, "  ", conditions.isEmpty() ? "for all specs" : "for specs whose " + conditions, 2, WIDTH);
        for (RuleMetadata rule : catalog.rules()) {
            RuleSettings changed = override.rules().get(rule.id());
            if (changed != null) {
                settings.rule(rule, changed, false, "  ");
            }
        }
    }

    /**
     * Tells what applies to a spec, and why.
     *
     * @param spec where it is, and its name
     */
    public void resolved(ResolvedProfile resolved, RuleCatalog catalog, String spec) throws IOException {
        Surface surface = resolved.context().surface();
        text.append(palette.paint(Style.PLACE, Printable.of(spec))).append('\n');
        Paragraph.append(
                text, "  ", "Profile " + resolved.profile().name() + ", asked at " + surface.id() + ".", 2, WIDTH);
        waivers(resolved.profile());
        resolved.overrides()
                .forEach(verdict -> verdict(verdict, resolved.context().namespace()));
        for (RuleMetadata rule : catalog.rules()) {
            text.append('\n');
            settings.rule(rule, resolved.settings().rule(rule.id()), surface, "");
        }
        write();
    }

    private void waivers(Profile profile) {
        int days = profile.waiverDays();
        Paragraph.append(text, "  ", "A waiver lasts " + days + (days == 1 ? " day" : " days") + " at most.", 2, WIDTH);
    }

    private void verdict(ResolvedProfile.Verdict verdict, @Nullable Namespace known) {
        text.append('\n');
        text.append(palette.paint(
                Style.PLACE, "override " + Printable.of(verdict.override().name())));
        text.append(verdict.applies() ? palette.paint(Style.ALLOW, " applies") : " does not apply");
        Origin origin = verdict.override().origin();
        text.append(palette.paint(Style.QUIET, "  " + Printable.of(origin.place())))
                .append('\n');
        for (ResolvedProfile.Check check : verdict.checks()) {
            Paragraph.append(
                    text, check.met() ? "  yes  " : "  no   ", check.condition() + reason(check, known), 7, WIDTH);
        }
    }

    private static String reason(ResolvedProfile.Check check, @Nullable Namespace known) {
        if (check.unknown()) {
            return known == null || check.condition().place() == Condition.Place.NAMESPACE
                    ? " (no namespace is known)"
                    : " (labels of the namespace are not known)";
        }
        if (check.actual() == null) {
            return " (it is not set)";
        }
        return check.met() && check.condition().values().size() == 1 ? "" : " (it is " + check.actual() + ")";
    }

    private static ProfilePart outermost(Profile profile) {
        return profile.parts().get(profile.parts().size() - 1);
    }

    /** What it extends, in words that follow the name of the profile; nothing if it extends nothing. */
    private static String chain(Profile profile, String first) {
        StringBuilder chain = new StringBuilder();
        for (int i = profile.parts().size() - 2; i >= 0; i--) {
            chain.append(chain.isEmpty() ? first : ", which extends ")
                    .append(Printable.of(profile.parts().get(i).source()));
        }
        return chain.toString();
    }

    private void write() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        text.setLength(0);
    }
}
