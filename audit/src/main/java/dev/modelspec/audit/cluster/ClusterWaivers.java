package dev.modelspec.audit.cluster;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.engine.waiver.WaiverReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The waivers of the one namespace that was designated for them. None that is elsewhere counts, so that a team cannot excuse itself.
 *
 * @param waivers in the order of their names
 * @param problems what is wrong with objects that are none, each with its place first
 */
public record ClusterWaivers(List<Waiver> waivers, List<String> problems) {
    public ClusterWaivers {
        waivers = List.copyOf(waivers);
        problems = List.copyOf(problems);
    }

    static ClusterWaivers of(ApiServer server, String namespace) {
        new Namespaces(server).require(List.of(namespace));
        var reader = new WaiverReader();
        var waivers = new ArrayList<Waiver>();
        var problems = new ArrayList<String>();
        String path = "/apis/governance.modelspec.dev/v1alpha1/namespaces/" + namespace + "/waivers";
        new Listing(server, path, "waivers.governance.modelspec.dev", () -> {}).forEachRemaining(object -> {
            try {
                waivers.add(reader.readObject(object));
            } catch (ConfigurationException e) {
                problems.addAll(e.problems());
            }
        });
        return new ClusterWaivers(waivers, problems);
    }
}
