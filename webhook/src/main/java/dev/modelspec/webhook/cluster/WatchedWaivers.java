package dev.modelspec.webhook.cluster;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.engine.waiver.WaiverReader;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The waivers of one namespace, kept up to date by a watch. While the API server cannot be reached, those that it told last go on to
 * count until they expire.
 *
 * <p>It needs to list and watch {@code waivers.governance.modelspec.dev} in that namespace.
 */
public final class WatchedWaivers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedWaivers.class);
    private static final ResourceDefinitionContext RESOURCE = new ResourceDefinitionContext.Builder()
            .withGroup("governance.modelspec.dev")
            .withVersion("v1alpha1")
            .withPlural("waivers")
            .withKind("Waiver")
            .withNamespaced(true)
            .build();

    private static final long FIRST_ANSWER_SECONDS = 5;

    private final KubernetesClient client;
    private final String namespace;
    private final Listener listener;
    private final WaiverReader reader = new WaiverReader();
    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final ExecutorService teller = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "waivers");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable String failure;

    /** Who is told of the waivers. */
    public interface Listener {
        /**
         * Is told all of them, whenever one has changed.
         *
         * @param problems what is wrong with objects that are none, each with its place first
         */
        void changed(List<Waiver> waivers, List<String> problems);
    }

    /**
     * Watches the waivers of a namespace, and tells of those that there are, if the API server answers soon.
     *
     * @param client stays its owner's to close
     */
    public static WatchedWaivers start(KubernetesClient client, String namespace, Listener listener) {
        var waivers = new WatchedWaivers(client, namespace, listener);
        waivers.begin();
        return waivers;
    }

    private WatchedWaivers(KubernetesClient client, String namespace, Listener listener) {
        this.client = client;
        this.namespace = namespace;
        this.listener = listener;
        informer = client.genericKubernetesResources(RESOURCE)
                .inNamespace(namespace)
                .runnableInformer(0);
        // Tried again for ever: somebody may yet make the resource, or grant the right.
        informer.exceptionHandler((started, reason) -> {
            failure = reason.getMessage() == null ? reason.toString() : reason.getMessage();
            return true;
        });
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource waiver) {
                tell();
            }

            @Override
            public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
                tell();
            }

            @Override
            public void onDelete(GenericKubernetesResource waiver, boolean unknown) {
                tell();
            }
        });
    }

    private void begin() {
        try {
            informer.start().toCompletableFuture().get(FIRST_ANSWER_SECONDS, TimeUnit.SECONDS);
            read();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("waivers excuse nobody yet: {}", problem());
        }
    }

    /** Why they are not known as they are now; null if they are. */
    public @Nullable String problem() {
        if (informer.isWatching()) {
            return null;
        }
        return "the waivers in namespace " + namespace + " cannot be watched" + (failure == null ? "" : ": " + failure);
    }

    /** Once for all changes that come together. */
    private void tell() {
        if (!changed.getAndSet(true)) {
            teller.execute(() -> {
                changed.set(false);
                read();
            });
        }
    }

    private synchronized void read() {
        var waivers = new ArrayList<Waiver>();
        var problems = new ArrayList<String>();
        informer.getStore().list().stream()
                .sorted(Comparator.comparing(object -> object.getMetadata().getName()))
                .forEach(object -> {
                    try {
                        String json = client.getKubernetesSerialization().asJson(object);
                        waivers.add(reader.readObject(JsonMapper.shared().readTree(json)));
                    } catch (ConfigurationException e) {
                        problems.addAll(e.problems());
                    }
                });
        try {
            listener.changed(waivers, problems);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the waivers of the cluster could not be put in force");
        }
    }

    @Override
    public void close() {
        informer.stop();
        teller.shutdownNow();
    }
}
