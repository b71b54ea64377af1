package dev.modelspec.audit.format;

import static dev.modelspec.audit.format.HtmlOut.markup;
import static dev.modelspec.audit.format.HtmlWords.badge;
import static dev.modelspec.audit.format.HtmlWords.count;
import static dev.modelspec.audit.format.HtmlWords.number;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditTotals.ControlTotal;
import dev.modelspec.audit.AuditTotals.FrameworkTotal;
import dev.modelspec.audit.AuditTotals.History;
import dev.modelspec.audit.AuditTotals.OwnerTotal;
import dev.modelspec.audit.AuditTotals.RuleTotal;
import dev.modelspec.audit.AuditTotals.WaiverStatus;
import dev.modelspec.audit.AuditTotals.WaiverUse;
import dev.modelspec.audit.format.HtmlOut.Markup;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.report.Unchecked;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sections between the overview and the specs, as they are in print and without a script. */
final class HtmlSections {
    private static final String NOT_WAIVED = "&standing=counted";

    private final HtmlOut out;
    private final AuditHeader header;
    private final AuditTotals totals;

    HtmlSections(HtmlOut out, AuditHeader header, AuditTotals totals) {
        this.out = out;
        this.header = header;
        this.totals = totals;
    }

    /** The sections that there are, by their ids. */
    Map<String, String> titles() {
        var titles = new LinkedHashMap<String, String>();
        titles.put("overview", "Overview");
        if (totals.history() != null) {
            titles.put("changes", "What changed");
        }
        if (!totals.frameworks().isEmpty()) {
            titles.put("frameworks", "Frameworks");
        }
        if (!totals.rules().isEmpty()) {
            titles.put("rules", "Rules");
        }
        if (!totals.owners().isEmpty()) {
            titles.put("owners", "Owners");
        }
        if (!totals.waivers().isEmpty()) {
            titles.put("waivers", "Waivers");
        }
        if (!totals.unchecked().isEmpty()) {
            titles.put("unchecked", "Not checked");
        }
        titles.put("specs", "Specs");
        return titles;
    }

    void write() throws IOException {
        if (totals.history() != null) {
            changes(totals.history());
        }
        if (!totals.frameworks().isEmpty()) {
            open("frameworks", "Frameworks");
            for (FrameworkTotal framework : totals.frameworks()) {
                framework(framework);
            }
            close();
        }
        if (!totals.rules().isEmpty()) {
            rules();
        }
        if (!totals.owners().isEmpty()) {
            owners();
        }
        if (!totals.waivers().isEmpty()) {
            waivers();
        }
        if (!totals.unchecked().isEmpty()) {
            unchecked();
        }
    }

    private void changes(History history) throws IOException {
        open("changes", "What changed");
        out.add("<p>Since the audit of {}:</p>\n<ul class=\"figures\">\n", HtmlWords.time(history.since()));
        Markup added = history.added() == 0
                ? markup("new findings")
                : markup("<a href=\"#new=1\">new finding{}</a>", history.added() == 1 ? "" : "s");
        out.add("<li><b>{}</b> {}</li>\n", number(history.added()), added);
        out.add("<li><b>{}</b> still there</li>\n", number(history.open()));
        out.add(
                "<li><b>{}</b> resolved</li>\n</ul>\n",
                number(history.resolved().size()));
        if (!history.resolved().isEmpty()) {
            out.raw("<h3>Resolved</h3>\n");
            var table = new HtmlTable(out, "Resolved findings", "Rule", "Spec", "Where", "Was open for");
            table.rows(
                    history.resolved(),
                    "resolved findings",
                    resolved -> table.row(
                            markup("<code>{}</code>", resolved.rule()),
                            resolved.name() == null
                                    ? markup("{}", resolved.source())
                                    : markup(
                                            "{}<br><span class=\"quiet\">{}</span>",
                                            resolved.namespace() == null
                                                    ? resolved.name()
                                                    : resolved.namespace() + "/" + resolved.name(),
                                            resolved.source()),
                            markup("<code>{}</code>", resolved.pointer()),
                            resolved.since() == null
                                    ? markup("not known")
                                    : markup("{}", HtmlWords.days(resolved.since(), header.time()))));
        }
        close();
    }

    private void framework(FrameworkTotal total) throws IOException {
        var framework = total.framework();
        out.add(
                "<h3 id=\"framework-{}\">{}</h3>\n<p class=\"quiet print-target\">{}</p>\n",
                framework.name(),
                framework.title(),
                HtmlOut.link(framework.url(), framework.version()));
        var table = new HtmlTable(
                out,
                "Controls of " + framework.title(),
                "Control",
                "Status",
                "#Violated",
                "#Waived",
                "#Passed",
                "Rules");
        table.rows(total.controls(), "controls", control -> control(table, framework.name(), control));
    }

    private void control(HtmlTable table, String framework, ControlTotal total) throws IOException {
        var control = total.control();
        String why = control.notAssessable() != null
                ? control.notAssessable()
                : total.status() == AuditTotals.ControlStatus.NOT_ASSESSABLE ? "No rule was asked of any spec." : "";
        table.row(
                markup("<b>{}</b><br>{}", control.title(), HtmlOut.link(control.url(), control.id())),
                why.isEmpty()
                        ? badge(total.status())
                        : markup("{}<br><span class=\"quiet\">{}</span>", badge(total.status()), why),
                total.violated() == 0
                        ? markup("0")
                        : markup(
                                "<a href=\"{}\">{}</a>",
                                HtmlOut.filter("control", framework + "/" + control.id()) + NOT_WAIVED,
                                number(total.violated())),
                markup("{}", number(total.waived())),
                markup("{}", number(total.passed())),
                list(control.rules().stream()
                        .map(rule -> totals.rules().stream()
                                        .anyMatch(known -> known.id().equals(rule))
                                ? markup("<a href=\"#rule-{}\"><code>{}</code></a>", rule, rule)
                                : markup("<code>{}</code>", rule))
                        .toList()));
    }

    private static Markup list(List<Markup> items) {
        if (items.isEmpty()) {
            return markup("<span class=\"quiet\">none</span>");
        }
        var html = new StringBuilder("<ul class=\"plain\">");
        items.forEach(item -> html.append("<li>").append(item.html()).append("</li>"));
        return new Markup(html.append("</ul>").toString());
    }

    private void rules() throws IOException {
        open("rules", "Rules");
        out.raw("<p>How many specs pass each rule and how many break it, those first that most specs break.</p>\n");
        var table = new HtmlTable(
                out, "Rules", "Rule", "Severity", "Level", "#Failed", "#Waived", "#Passed", "#Off", "#Not evaluated");
        var worstFirst = totals.rules().stream()
                .sorted(Comparator.comparingLong(RuleTotal::failed)
                        .thenComparingLong(RuleTotal::waived)
                        .reversed())
                .toList();
        table.rows(worstFirst, "rules", total -> rule(table, total));
        close();
    }

    private void rule(HtmlTable table, RuleTotal total) throws IOException {
        var rule = total.rule();
        Markup name = rule == null
                ? markup("<b>Structure of the document</b><br><code>{}</code>", total.id())
                : markup(
                        "<details><summary>{}</summary><p>{}</p><p><b>What to do:</b> {}</p></details><code>{}</code>",
                        rule.rule().title(),
                        HtmlOut.prose(rule.rule().description()),
                        HtmlOut.prose(rule.rule().remediation()),
                        total.id());
        table.rowWithId(
                "rule-" + total.id(),
                name,
                markup("{}", rule == null ? "" : rule.rule().severity()),
                rule == null ? badge(Level.DENY) : badge(rule.level()),
                total.failed() == 0
                        ? markup("0")
                        : markup(
                                "<a href=\"{}\">{}</a>",
                                HtmlOut.filter("rule", total.id()) + NOT_WAIVED,
                                number(total.failed())),
                total.waived() == 0
                        ? markup("0")
                        : markup(
                                "<a href=\"{}\">{}</a>",
                                HtmlOut.filter("rule", total.id()) + "&standing=waived",
                                number(total.waived())),
                markup("{}", number(total.passed())),
                markup("{}", number(total.off())),
                markup("{}", number(total.notEvaluated())));
    }

    private void owners() throws IOException {
        open("owners", "Owners");
        var table = new HtmlTable(
                out,
                "Owners",
                "Owner",
                "#Specs",
                "#Denied",
                "#Warned",
                "#Compliant",
                "#Open findings",
                "#Waived",
                "#Baseline");
        var worstFirst = totals.owners().stream()
                .sorted(Comparator.comparingLong(
                                (OwnerTotal total) -> total.specs().denied())
                        .thenComparingLong(total -> total.findings().open())
                        .reversed())
                .toList();
        table.rows(
                worstFirst,
                "owners",
                total -> table.row(
                        markup(
                                "<a href=\"{}\">{}</a>",
                                HtmlOut.filter("owner", total.owner() == null ? "" : total.owner()),
                                total.owner() == null ? markup("<i>nobody is named</i>") : total.owner()),
                        markup("{}", number(total.specs().total())),
                        markup("{}", number(total.specs().denied())),
                        markup("{}", number(total.specs().warned())),
                        markup("{}", number(total.specs().compliant())),
                        markup("{}", number(total.findings().open())),
                        markup("{}", number(total.findings().waived())),
                        markup("{}", number(total.findings().baseline()))));
        close();
    }

    private void waivers() throws IOException {
        open("waivers", "Waivers");
        var table = new HtmlTable(out, "Waivers", "Waiver", "Status", "#Findings", "Why, and who answers", "Until");
        table.rows(totals.waivers(), "waivers", use -> waiver(table, use));
        close();
    }

    private void waiver(HtmlTable table, WaiverUse use) throws IOException {
        var waiver = use.waiver();
        boolean over = use.status() == WaiverStatus.EXPIRED;
        table.row(
                markup(
                        "<b>{}</b><br><code>{}</code><br>for {}<br><span class=\"quiet\">{}</span>",
                        waiver.name(),
                        waiver.rule(),
                        waiver.target(),
                        waiver.origin()),
                badge(use.status()),
                markup("{}", number(use.findings())),
                markup(
                        "{}<br>{}{}",
                        waiver.reason(),
                        waiver.owner(),
                        waiver.ticket() == null
                                ? Markup.NONE
                                : markup(", {}", HtmlOut.link(waiver.ticket(), waiver.ticket()))),
                markup(
                        "{}<br><span class=\"quiet\">{}</span>",
                        HtmlWords.day(waiver.expiresAt()),
                        over
                                ? HtmlWords.days(waiver.expiresAt(), header.time()) + " ago"
                                : "in " + HtmlWords.days(header.time(), waiver.expiresAt())));
    }

    private void unchecked() throws IOException {
        open("unchecked", "Not checked");
        out.add(
                "<p>{} without a verdict: whether they comply is not known.</p>\n",
                count(totals.unchecked().size(), "source"));
        var table = new HtmlTable(out, "Sources that could not be checked", "Source", "Why");
        table.rows(
                totals.unchecked(),
                "sources",
                (Unchecked source) -> table.row(
                        markup("{}", source.source()),
                        markup("{}{}", source.reason(), source.fault() ? " (a fault of the program)" : "")));
        close();
    }

    private void open(String id, String title) throws IOException {
        out.add("<section id=\"{}\" aria-labelledby=\"h-{}\">\n<h2 id=\"h-{}\">{}</h2>\n", id, id, id, title);
    }

    private void close() throws IOException {
        out.raw("</section>\n");
    }
}
