package dev.modelspec.audit.format;

import static dev.modelspec.audit.format.HtmlOut.markup;
import static dev.modelspec.audit.format.HtmlWords.count;
import static dev.modelspec.audit.format.HtmlWords.number;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditTotals.ControlStatus;
import dev.modelspec.audit.AuditTotals.FindingCount;
import dev.modelspec.audit.AuditTotals.FrameworkTotal;
import dev.modelspec.audit.AuditTotals.SpecCount;
import dev.modelspec.audit.AuditTotals.WaiverStatus;
import dev.modelspec.audit.format.HtmlChart.Part;
import dev.modelspec.audit.format.HtmlOut.Markup;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The first page: what this paper is, the verdict, what a reader must know before trusting it, and the charts. */
final class HtmlOverview {
    private final HtmlOut out;
    private final AuditHeader header;

    HtmlOverview(HtmlOut out, AuditHeader header) {
        this.out = out;
        this.header = header;
    }

    /** What is known before the first spec. */
    void facts() throws IOException {
        out.raw("<dl class=\"facts\">\n");
        fact("Time", HtmlWords.time(header.time()));
        fact("Profile", header.profile() == null ? "none; only the structure was checked" : header.profile());
        fact("Asked as", header.surface());
        if (header.shard() != null) {
            fact("Part", markup("shard {}; not all specs are here", header.shard()));
        }
        fact("Compared with", header.previous() == null ? "no earlier audit" : HtmlWords.time(header.previous()));
        fact("Engine", "ModelSpec Governance " + header.version());
        fact("Policies", markup("<code class=\"digest\">{}</code>", header.policies()));
        out.raw("</dl>\n");
    }

    private void fact(String name, Object value) throws IOException {
        out.add("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
    }

    void write(AuditTotals totals, HtmlAges ages, long listed) throws IOException {
        out.raw("<section id=\"overview\" aria-labelledby=\"h-overview\">\n<h2 id=\"h-overview\">Overview</h2>\n");
        out.add("<p class=\"verdict\">{}</p>\n", verdict(totals));
        notices(totals, listed);
        out.raw("<div class=\"cards\">\n");
        decisions(totals.specs());
        severities(totals);
        for (FrameworkTotal framework : totals.frameworks()) {
            controls(framework);
        }
        if (ages.oldest() != null) {
            ages(ages, ages.oldest());
        }
        out.raw("</div>\n</section>\n");
    }

    private static Markup verdict(AuditTotals totals) {
        SpecCount specs = totals.specs();
        FindingCount findings = totals.findings();
        if (specs.total() == 0) {
            return markup("No ModelSpec was found.");
        }
        String decided = specs.denied() > 0
                ? markup(
                                "<strong class=\"deny\">{} of {} {} denied</strong>",
                                number(specs.denied()),
                                count(specs.total(), "spec"),
                                specs.denied() == 1 ? "is" : "are")
                        .html()
                : specs.warned() > 0
                        ? markup("<strong class=\"warn\">No spec is denied</strong>, {} warned", number(specs.warned()))
                                .html()
                        : markup(
                                        "<strong class=\"pass\">{} {}</strong>",
                                        count(specs.total(), "spec"),
                                        specs.total() == 1 ? "complies" : "comply")
                                .html();
        var more = new ArrayList<String>();
        more.add(count(findings.open(), "open finding"));
        if (findings.waived() > 0) {
            more.add(number(findings.waived()) + " waived");
        }
        if (findings.baseline() > 0) {
            more.add(number(findings.baseline()) + " in the baseline");
        }
        if (totals.history() != null) {
            more.add(number(totals.history().added()) + " new");
            more.add(number(totals.history().resolved().size()) + " resolved");
        }
        return markup("{}: {}.", new Markup(decided), String.join(", ", more));
    }

    private void notices(AuditTotals totals, long listed) throws IOException {
        if (!totals.unchecked().isEmpty()) {
            notice(markup(
                    "Nothing here speaks for what could not be checked: {}. <a href=\"#unchecked\">See which</a>.",
                    count(totals.unchecked().size(), "source")));
        }
        if (totals.notEvaluated() > 0) {
            notice(markup(
                    "The rules were not asked of {}, because the document breaks its schema.",
                    count(totals.notEvaluated(), "spec")));
        }
        long ending = totals.waivers().stream()
                .filter(use -> use.status() == WaiverStatus.EXPIRING)
                .count();
        if (ending > 0) {
            notice(markup("{} in use will expire soon. <a href=\"#waivers\">See when</a>.", count(ending, "waiver")));
        }
        if (listed < totals.specs().total()) {
            notice(markup(
                    "All figures are of all {}, but this page lists the first {} only, so that a browser can open it."
                            + " The JSON and CSV reports of the same audit have them all.",
                    count(totals.specs().total(), "spec"),
                    number(listed)));
        }
        if (totals.skipped() > 0) {
            out.add(
                    "<p class=\"quiet\">{} {} no ModelSpec and {} left out.</p>\n",
                    count(totals.skipped(), "document"),
                    totals.skipped() == 1 ? "is" : "are",
                    totals.skipped() == 1 ? "was" : "were");
        }
    }

    private void notice(Markup text) throws IOException {
        out.add("<p class=\"notice\"><span aria-hidden=\"true\">▲</span> <span>{}</span></p>\n", text);
    }

    private void decisions(SpecCount specs) throws IOException {
        var parts = List.of(
                new Part("deny", "denied", specs.denied()),
                new Part("warn", "warned", specs.warned()),
                new Part("pass", "compliant", specs.compliant()));
        card("Specs by decision");
        out.add("<div class=\"ringed\">{}\n", HtmlChart.ring("Specs by decision", "spec", parts));
        out.raw(
                "<table class=\"legend\"><thead><tr><th scope=\"col\">Decision</th><th scope=\"col\" class=\"n\">Specs</th>"
                        + "<th scope=\"col\" class=\"n\">Share</th></tr></thead><tbody>\n");
        for (Part part : parts) {
            String decision = part.kind().equals("pass") ? "allow" : part.kind();
            out.add(
                    "<tr><th scope=\"row\">{}<a href=\"{}\">{}</a></th><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
                    swatch(part.kind()),
                    HtmlOut.filter("decision", decision),
                    part.name(),
                    number(part.value()),
                    share(part.value(), specs.total()));
        }
        out.raw("</tbody></table></div></div>\n");
    }

    private void severities(AuditTotals totals) throws IOException {
        card("Findings by severity");
        long most = totals.severities().values().stream()
                .mapToLong(FindingCount::total)
                .max()
                .orElse(0);
        out.raw(
                "<table class=\"bars\"><thead><tr><th scope=\"col\">Severity</th><th scope=\"col\" class=\"graph\">Findings</th>");
        for (Part part : standings(totals.findings())) {
            out.add("<th scope=\"col\" class=\"n\">{}{}</th>", swatch(part.kind()), part.name());
        }
        out.raw("</tr></thead><tbody>\n");
        for (var severity : totals.severities().entrySet()) {
            String name = HtmlWords.title(severity.getKey());
            var parts = standings(severity.getValue());
            out.add(
                    "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td class=\"graph\">{}</td>",
                    HtmlOut.filter("severity", HtmlWords.name(severity.getKey())),
                    name,
                    HtmlChart.bar(name, parts, most));
            for (Part part : parts) {
                out.add("<td class=\"n\">{}</td>", number(part.value()));
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    static List<Part> standings(FindingCount findings) {
        return List.of(
                new Part("deny", "deny", findings.deny()),
                new Part("warn", "warn", findings.warn()),
                new Part("waived", "waived", findings.waived()),
                new Part("baseline", "baseline", findings.baseline()));
    }

    private void controls(FrameworkTotal total) throws IOException {
        var parts = List.of(
                new Part("deny", "violated", total.count(ControlStatus.VIOLATED)),
                new Part("waived", "waived", total.count(ControlStatus.WAIVED)),
                new Part("pass", "satisfied", total.count(ControlStatus.SATISFIED)),
                new Part("none", "not assessable", total.count(ControlStatus.NOT_ASSESSABLE)));
        String title = "Controls of " + total.framework().title();
        card(title);
        out.add("{}\n", HtmlChart.bar(title, parts, total.controls().size()));
        out.raw(
                "<table class=\"legend\"><thead><tr><th scope=\"col\">Status</th><th scope=\"col\" class=\"n\">Controls</th>"
                        + "</tr></thead><tbody>\n");
        for (Part part : parts) {
            out.add(
                    "<tr><th scope=\"row\">{}{}</th><td class=\"n\">{}</td></tr>\n",
                    swatch(part.kind()),
                    part.name(),
                    number(part.value()));
        }
        out.add(
                "</tbody></table>\n<p class=\"more\"><a href=\"#framework-{}\">Control by control</a></p></div>\n",
                total.framework().name());
    }

    private void ages(HtmlAges ages, Instant oldest) throws IOException {
        card("Open findings by age");
        long most = 0;
        for (int i = 0; i < HtmlAges.SPANS.size(); i++) {
            most = Math.max(most, ages.count(i));
        }
        out.raw(
                "<table class=\"bars\"><thead><tr><th scope=\"col\">Known for</th><th scope=\"col\" class=\"graph\">Share</th>"
                        + "<th scope=\"col\" class=\"n\">Findings</th></tr></thead><tbody>\n");
        for (int i = 0; i < HtmlAges.SPANS.size(); i++) {
            String name = HtmlAges.SPANS.get(i).name();
            out.add(
                    "<tr><th scope=\"row\">{}</th><td class=\"graph\">{}</td><td class=\"n\">{}</td></tr>\n",
                    name,
                    HtmlChart.bar(name, List.of(new Part("plain", "findings", ages.count(i))), most),
                    number(ages.count(i)));
        }
        out.add(
                "</tbody></table>\n<p class=\"more\">The oldest is {} old.</p></div>\n",
                HtmlWords.days(oldest, header.time()));
    }

    private void card(String title) throws IOException {
        out.add("<div class=\"card\"><h3>{}</h3>\n", title);
    }

    private static Markup swatch(String kind) {
        return markup(
                "<svg class=\"swatch\" aria-hidden=\"true\"><rect class=\"{}\" width=\"100%\" height=\"100%\"/></svg>",
                kind);
    }

    private static String share(long part, long whole) {
        if (whole == 0 || part == 0) {
            return "0 %";
        }
        long percent = Math.round(100.0 * part / whole);
        return percent == 0 ? "< 1 %" : part < whole && percent == 100 ? "> 99 %" : percent + " %";
    }
}
