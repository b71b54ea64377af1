package dev.modelspec.cli;

import dev.modelspec.audit.SpecOrder;
import dev.modelspec.audit.cluster.Cluster;
import dev.modelspec.audit.cluster.ClusterSpecs;
import dev.modelspec.audit.cluster.ClusterWaivers;
import dev.modelspec.engine.governance.DependencyResolver;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.waiver.Waiver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the specs of an audit come from. */
interface AuditSource extends AutoCloseable {
    /** The specs in their order. */
    Iterator<Input> inputs();

    /** How they are ordered. */
    SpecOrder order();

    /** Waivers that come with them. */
    List<Waiver> waivers() throws IOException;

    /** Who finds the specs that they depend on; null for nobody. */
    @Nullable
    DependencyResolver dependencies();

    /** What people know it by. */
    String title();

    /** Says on standard error what a reader of the report should know of how the specs were read. */
    void remarks(Console console) throws IOException;

    @Override
    void close();

    /** Files and folders. */
    record OfFiles(List<Path> paths) implements AuditSource {
        @Override
        public Iterator<Input> inputs() {
            return new InputFinder(AuditPaths.inOrder(paths));
        }

        @Override
        public SpecOrder order() {
            return SpecOrder.PATH;
        }

        @Override
        public List<Waiver> waivers() {
            return List.of();
        }

        @Override
        public DependencyResolver dependencies() {
            return new SpecReferences(paths);
        }

        @Override
        public String title() {
            return paths.stream().map(path -> Printable.of(path.toString())).collect(Collectors.joining(", "));
        }

        @Override
        public void remarks(Console console) {}

        @Override
        public void close() {}
    }

    /** A live cluster. */
    final class OfCluster implements AuditSource {
        private final Cluster cluster;
        private final @Nullable String waiverNamespace;
        private final List<String> wrongWaivers = new ArrayList<>();
        private @Nullable ClusterSpecs specs;

        OfCluster(ClusterOptions.ClusterAudit chosen) {
            this.cluster = Cluster.open(chosen.choice());
            this.waiverNamespace = chosen.waiverNamespace();
        }

        @Override
        public Iterator<Input> inputs() {
            ClusterSpecs listed = cluster.specs();
            specs = listed;
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return listed.hasNext();
                }

                @Override
                public Input next() {
                    ClusterSpecs.Item item = listed.next();
                    return new Input.Resource(item.source(), item.namespace());
                }
            };
        }

        @Override
        public SpecOrder order() {
            return SpecOrder.OBJECT;
        }

        @Override
        public List<Waiver> waivers() {
            if (waiverNamespace == null) {
                return List.of();
            }
            ClusterWaivers found = cluster.waivers(waiverNamespace);
            wrongWaivers.addAll(found.problems());
            return found.waivers();
        }

        /** As at admission, where nobody looks for them either. */
        @Override
        public @Nullable DependencyResolver dependencies() {
            return null;
        }

        @Override
        public String title() {
            return "the cluster " + Printable.of(cluster.name());
        }

        @Override
        public void remarks(Console console) throws IOException {
            for (String problem : wrongWaivers) {
                console.complain("a waiver excuses nobody: " + problem);
            }
            if (specs != null && !specs.isSnapshot()) {
                console.complain("listing took longer than the API server remembers: what changed meanwhile may be"
                        + " in the report or not");
            }
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
