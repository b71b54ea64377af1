package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.RuleCatalog;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/** Profiles for some rules, each read once, however many extend it. Keep them no longer than files stay as they are. Thread-safe. */
public final class Profiles {
    private final RuleCatalog catalog;
    private final SortedMap<String, Source> ours;
    private final Map<String, Profile> profiles = new ConcurrentHashMap<>();
    private final Map<String, ProfileReader.Document> documents = new ConcurrentHashMap<>();

    /**
     * Those for some rules.
     *
     * @param ours texts of profiles that come with the rules, by name; of a built-in one of the same name, they take the place
     */
    public Profiles(RuleCatalog catalog, SortedMap<String, Source> ours) {
        this.catalog = catalog;
        this.ours = ours;
    }

    /**
     * A profile with all that it extends.
     *
     * @param nameOrPath the name of one that comes with the rules or is built in, else the path of a file
     * @throws ConfigurationException if it or one that it extends is wrong
     */
    public Profile read(String nameOrPath) {
        return profiles.computeIfAbsent(nameOrPath, name -> new ProfileReader(catalog, ours, documents).read(name));
    }
}
