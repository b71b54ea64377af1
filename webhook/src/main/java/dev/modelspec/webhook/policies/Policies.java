package dev.modelspec.webhook.policies;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.PolicyInstances;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.waiver.Waiver;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The policies in force, and the waivers. New ones are made ready and tried beside them, and take their place at once for every request that begins
 * then; if they cannot be used, the old ones stay in force. Thread-safe.
 */
public final class Policies implements AutoCloseable {
    private final PolicySettings settings;
    private final Consumer<PolicyStatus> listener;
    private final WaiversInForce waivers;

    private PolicyCandidate last;
    private volatile Held held;
    private volatile WaiverStatus waiverStatus;
    private volatile Consumer<WaiverStatus> waiverListener = changed -> {};
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
        this.waivers = new WaiversInForce(settings.waivers());
        this.last = PolicyCandidate.read(settings, null);
        this.held = new Held(ready(last, waivers));
        this.problem = last.warning();
        this.waiverStatus = waivers.applyTo(held.policies.governance());
        if (!waiverStatus.problems().isEmpty()) {
            held.retire();
            throw new ConfigurationException("The waivers are wrong", waiverStatus.problems());
        }
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

    /** The copies of the rules in force that are in memory. */
    public PolicyInstances instances() {
        return held.policies.governance().policyInstances();
    }

    /** How the waivers are doing. */
    public WaiverStatus waivers() {
        return waiverStatus;
    }

    /** Has somebody told whenever there are other waivers, or something else is wrong with them. */
    public void onWaivers(Consumer<WaiverStatus> told) {
        waiverListener = told;
    }

    /**
     * Lets the waivers of a cluster count, besides those of files and instead of all that it had before.
     *
     * @param problems what is wrong with objects that are none, each with its place first
     */
    public synchronized void useWaivers(List<Waiver> ofCluster, List<String> problems) {
        waivers.ofCluster(ofCluster, problems);
        applyWaivers();
    }

    private void applyWaivers() {
        WaiverStatus now = waivers.applyTo(held.policies.governance());
        if (!now.equals(waiverStatus)) {
            waiverStatus = now;
            waiverListener.accept(now);
        }
    }

    /**
     * Looks whether there are newer policies and waivers, and puts them in force. What is wrong with them is in {@link #status} and
     * {@link #waivers}.
     */
    public synchronized void reload() {
        waivers.readFiles();
        reloadPolicies();
        applyWaivers();
    }

    private synchronized void reloadPolicies() {
        String wrong;
        try {
            PolicyCandidate candidate = PolicyCandidate.read(settings, last);
            if (!candidate.isLike(last)) {
                ActivePolicies ready = ready(candidate, waivers);
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

    private ActivePolicies ready(PolicyCandidate candidate, WaiversInForce excusing) {
        Governance governance = Governance.builder()
                .policies(candidate.bundle())
                .profile(settings.profile())
                .surface(Surface.ADMISSION)
                .clock(settings.clock())
                .timeLimit(settings.timeLimit())
                .build();
        try {
            SelfTest.of(governance);
            excusing.applyTo(governance);
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
