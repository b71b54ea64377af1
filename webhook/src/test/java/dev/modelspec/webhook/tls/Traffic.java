package dev.modelspec.webhook.tls;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** Calls servers in turn, on new connections, until it is closed. */
final class Traffic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SelfManagedCluster cluster;
    private final Clock clock;
    private final List<TestServer> servers;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private int rounds;
    private boolean ended;

    Traffic(SelfManagedCluster cluster, Clock clock, List<TestServer> servers) {
        this.cluster = cluster;
        this.clock = clock;
        this.servers = servers;
        thread = new Thread(this::run, "traffic");
    }

    Traffic start() {
        thread.start();
        return this;
    }

    private void run() {
        while (!isEnded()) {
            for (TestServer server : servers) {
                SSLContext client = ClusterClient.trusting(cluster.bundle(), clock);
                try {
                    server.ask(client);
                } catch (IOException e) {
                    failures.add(e.toString());
                }
            }
            countRound();
        }
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private synchronized void countRound() {
        rounds++;
        notifyAll();
    }

    /** Waits until one round at least has begun and ended from now on. */
    synchronized void awaitRound() throws InterruptedException {
        int wanted = rounds + 2;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (rounds < wanted) {
            if (System.nanoTime() > end || !thread.isAlive()) {
                throw new AssertionError("no traffic");
            }
            wait(1000);
        }
    }

    List<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        synchronized (this) {
            ended = true;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
