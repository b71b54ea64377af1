package dev.modelspec.webhook.policies;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.Surface;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The policies in force. New ones are made ready and tried beside them, and take their place at once for every request that begins
 * then; if they cannot be used, the old ones stay in force. Thread-safe.
 */
public final class Policies implements AutoCloseable {
    private final PolicySettings settings;
    private final Consumer<PolicyStatus> listener;

    private PolicyCandidate last;
    private volatile Held held;
    private volatile @Nullable String problem;
    private volatile long reloads;
    private volatile long failures;

    /**
     * Policies, ready and tried.
     *
     * @param listener is told when new ones are in force, and when they cannot be used
     * @throws ConfigurationException if they cannot be used
     * @throws GovernanceException if they do not work
     */
    public Policies(PolicySettings settings, Consumer<PolicyStatus> listener) {
        this.settings = settings;
        this.listener = listener;
        this.last = PolicyCandidate.read(settings, null);
        this.held = new Held(ready(last));
        this.problem = last.warning();
    }

    /** Judges by the policies in force, which stay in working order until the function returns. */
    public <T> T use(Function<ActivePolicies, T> function) {
        while (true) {
            Held now = held;
            if (now.enter()) {
                try {
                    return function.apply(now.policies);
                } finally {
                    now.leave();
                }
            }
        }
    }

    /** How they are doing. */
    public PolicyStatus status() {
        ActivePolicies now = held.policies;
        return new PolicyStatus(now.profile(), now.digest(), now.loaded(), problem, reloads, failures);
    }

    /** Whether the profile in force asks for labels of namespaces. */
    public boolean needNamespaceLabels() {
        return held.policies.needsNamespaceLabels();
    }

    /** Looks whether there are newer policies, and puts them in force. What is wrong with them is in {@link #status}. */
    public synchronized void reload() {
        String wrong;
        try {
            PolicyCandidate candidate = PolicyCandidate.read(settings, last);
            if (!candidate.isLike(last)) {
                ActivePolicies ready = ready(candidate);
                Held old = held;
                held = new Held(ready);
                old.retire();
                last = candidate;
                reloads++;
                problem = candidate.warning();
                listener.accept(status());
                return;
            }
            wrong = candidate.warning();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            wrong = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        if (!Objects.equals(wrong, problem)) {
            problem = wrong;
            if (wrong != null) {
                failures++;
            }
            listener.accept(status());
        }
    }

    private ActivePolicies ready(PolicyCandidate candidate) {
        Governance governance = Governance.builder()
                .policies(candidate.bundle())
                .profile(settings.profile())
                .surface(Surface.ADMISSION)
                .clock(settings.clock())
                .timeLimit(settings.timeLimit())
                .build();
        try {
            SelfTest.of(governance);
        } catch (RuntimeException e) {
            governance.close();
            throw e;
        }
        return new ActivePolicies(
                governance,
                candidate.profile(),
                candidate.digest(),
                settings.clock().instant());
    }

    @Override
    public void close() {
        held.retire();
    }

    /** Policies with the number of those who use them. They are closed when they are retired and nobody does. */
    private static final class Held {
        private final ActivePolicies policies;
        private int users;
        private boolean retired;

        Held(ActivePolicies policies) {
            this.policies = policies;
        }

        synchronized boolean enter() {
            if (retired) {
                return false;
            }
            users++;
            return true;
        }

        synchronized void leave() {
            users--;
            closeIfDone();
        }

        synchronized void retire() {
            retired = true;
            closeIfDone();
        }

        private void closeIfDone() {
            if (retired && users == 0) {
                policies.governance().close();
            }
        }
    }
}
