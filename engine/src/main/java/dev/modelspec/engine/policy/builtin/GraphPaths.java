package dev.modelspec.engine.policy.builtin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code graph.reachable_paths}: all paths through a graph, each until it ends, leaves the graph or would run in a circle. */
final class GraphPaths {
    private final RegoObject graph;
    private final TreeSet<RegoValue> paths = new TreeSet<>();

    private GraphPaths(RegoObject graph) {
        this.graph = graph;
    }

    /**
     * Finds the paths.
     *
     * @param graph for each vertex an array or a set of its neighbours
     * @param starts the vertices to start from; those that are not in the graph have no path
     * @return a set of arrays of vertices
     */
    static RegoSet find(RegoObject graph, Collection<RegoValue> starts) {
        GraphPaths search = new GraphPaths(graph);
        for (RegoValue start : starts) {
            RegoValue edges = graph.entries().get(start);
            if (edges != null) {
                search.followAll(edges, List.of(start), Set.of(), Set.of(start));
            }
        }
        return new RegoSet(search.paths);
    }

    /**
     * Follows the edges from the last vertex of a path.
     *
     * @param closed the vertices where a path has come full circle; OPA lets one from the start return to it once
     */
    private void followAll(RegoValue edges, List<RegoValue> path, Set<RegoValue> closed, Set<RegoValue> visited) {
        BuiltinFault.stopIfInterrupted();
        Collection<RegoValue> neighbours = RegoCollections.elements(edges).orElse(List.of());
        if (neighbours.isEmpty()) {
            paths.add(new RegoArray(path));
        }
        for (RegoValue neighbour : neighbours) {
            RegoValue next = graph.entries().get(neighbour);
            if (next == null || closed.contains(neighbour)) {
                paths.add(new RegoArray(path));
            } else {
                List<RegoValue> longer = new ArrayList<>(path);
                longer.add(neighbour);
                Set<RegoValue> seen = new TreeSet<>(visited);
                seen.add(neighbour);
                followAll(next, longer, seen, seen);
            }
        }
    }
}
