package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.RuleCatalog;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/** The profiles that suites name, each read once. Thread-safe. */
final class SuiteProfiles {
    private final RuleCatalog catalog;
    private final SortedMap<String, Source> texts;
    private final Map<String, Profile> profiles = new ConcurrentHashMap<>();

    /**
     * Those for some rules.
     *
     * @param texts of the profiles that come with the rules, by their names
     */
    SuiteProfiles(RuleCatalog catalog, SortedMap<String, Source> texts) {
        this.catalog = catalog;
        this.texts = texts;
    }

    /**
     * The profile that has a name or is in a file.
     *
     * @throws ConfigurationException if it is wrong
     */
    Profile read(String nameOrPath) {
        return profiles.computeIfAbsent(nameOrPath, name -> Profile.read(name, catalog, texts));
    }
}
