package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.framework.Framework;
import dev.modelspec.audit.framework.Framework.Control;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Remembers which observations tell of which control and of which waiver: of each the first so many, and how many there were. */
final class OscalControls {
    /** Who needs all of them finds them by their properties. */
    static final int MOST = 1000;

    private final Map<String, List<String>> tokensByRule = new HashMap<>();
    private final Map<String, Related> byToken = new HashMap<>();
    private final Map<String, Related> byWaiver = new TreeMap<>();

    OscalControls(AuditHeader header) {
        for (Framework framework : header.frameworks()) {
            for (Control control : framework.controls()) {
                String token = OscalNames.token(framework.name(), control.id());
                byToken.put(token, new Related());
                control.rules()
                        .forEach(rule -> tokensByRule
                                .computeIfAbsent(rule, any -> new ArrayList<>())
                                .add(token));
            }
        }
    }

    /** The tokens of the controls that a rule tells of. */
    List<String> tokens(String rule) {
        return tokensByRule.getOrDefault(rule, List.of());
    }

    /** Remembers an observation. */
    void add(String uuid, AuditedFinding finding) {
        String waiver = finding.waiver();
        if (waiver != null) {
            byWaiver.computeIfAbsent(waiver, any -> new Related()).add(uuid);
        }
        for (String token : tokens(finding.finding().rule())) {
            Related related = byToken.getOrDefault(token, new Related());
            related.add(uuid);
            if (waiver != null) {
                related.waivers.add(waiver);
            }
        }
    }

    /** What is related to a control. */
    Related control(String token) {
        return byToken.getOrDefault(token, new Related());
    }

    /** What is related to a waiver. */
    Related waiver(String name) {
        return byWaiver.getOrDefault(name, new Related());
    }

    /** Observations and waivers. */
    static final class Related {
        private final List<String> observations = new ArrayList<>();
        private final TreeSet<String> waivers = new TreeSet<>();
        private long count;

        private void add(String uuid) {
            count++;
            if (observations.size() < MOST) {
                observations.add(uuid);
            }
        }

        List<String> observations() {
            return observations;
        }

        /** Names of waivers that excuse some of them. */
        Iterable<String> waivers() {
            return waivers;
        }

        /** How many observations are not among them. */
        long left() {
            return count - observations.size();
        }
    }
}
