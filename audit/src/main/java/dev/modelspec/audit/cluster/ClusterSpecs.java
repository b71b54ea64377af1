package dev.modelspec.audit.cluster;

import dev.modelspec.engine.cluster.ManifestFormat;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.source.Source;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ModelSpecs of a cluster, in the order of their namespaces and names. A page of them is in memory at a time.
 *
 * <p>Whatever keeps the API server from telling all of them is a {@link ConfigurationException}: it never ends early.
 */
public final class ClusterSpecs implements Iterator<ClusterSpecs.Item> {
    private static final String RESOURCE = "/modelspecs";
    private static final String GROUP = "/apis/piqc.ai/v1alpha1";
    private static final String WHAT = "modelspecs.piqc.ai";

    /** As an API server orders objects: {@code a-b/x} before {@code a/x}. */
    private static final Comparator<String> ORDER = Comparator.comparing(namespace -> namespace + "/");

    private final ApiServer server;
    private final Namespaces namespaces;
    private final Iterator<Listing> listings;
    private Listing listing;
    private boolean snapshot = true;

    /**
     * A ModelSpec of a cluster.
     *
     * @param source {@code ModelSpec namespace/name}: the object as indented JSON, without what changes while the spec stays
     * @param namespace where it is
     */
    public record Item(Source source, Namespace namespace) {}

    ClusterSpecs(ApiServer server, List<String> chosen) {
        this.server = server;
        namespaces = new Namespaces(server);
        if (chosen.isEmpty()) {
            namespaces.list();
            listings = List.of(listing(GROUP + RESOURCE)).iterator();
        } else {
            List<String> names = chosen.stream().distinct().sorted(ORDER).toList();
            namespaces.require(names);
            listings = names.stream()
                    .map(name -> listing(GROUP + "/namespaces/" + name + RESOURCE))
                    .iterator();
        }
        listing = listings.next();
    }

    private Listing listing(String path) {
        return new Listing(server, path, WHAT, () -> snapshot = false);
    }

    @Override
    public boolean hasNext() {
        while (!listing.hasNext()) {
            if (!listings.hasNext()) {
                return false;
            }
            listing = listings.next();
        }
        return true;
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ObjectNode object = listing.next();
        ObjectNode metadata = object.withObject("/metadata");
        String namespace = metadata.path("namespace").asString("");
        String name = "ModelSpec " + namespace + "/" + metadata.path("name").asString("");
        // Who last wrote which field, and what was made of the spec.
        metadata.remove(List.of("managedFields", "resourceVersion"));
        object.remove("status");
        return new Item(Source.of(name, ManifestFormat.JSON.write(List.of(object))), namespaces.get(namespace));
    }

    /**
     * Whether all specs so far are of one moment. Where they are not, because the list took longer than the API server remembers, each
     * is as it was when its page was asked for; none that was there all the time is missing.
     */
    public boolean isSnapshot() {
        return snapshot;
    }
}
