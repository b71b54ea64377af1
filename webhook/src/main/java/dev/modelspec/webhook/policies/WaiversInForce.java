package dev.modelspec.webhook.policies;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.waiver.Waiver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The waivers that there are, from files and from a cluster. Those of files are read whole or not at all; of a cluster's, each counts
 * by itself. Guarded by {@link Policies}.
 */
final class WaiversInForce {
    private final @Nullable Path files;
    private List<Waiver> ofFiles = List.of();
    private List<Waiver> ofCluster = List.of();
    private List<String> wrongFiles = List.of();
    private List<String> wrongObjects = List.of();

    /** @throws ConfigurationException if those of the files cannot be read, or are wrong */
    WaiversInForce(@Nullable Path files) {
        this.files = files;
        if (files != null) {
            ofFiles = WaiverFiles.read(files);
        }
    }

    /** Reads the files again; if they cannot be used, what they had before stays. */
    void readFiles() {
        if (files == null) {
            return;
        }
        try {
            ofFiles = WaiverFiles.read(files);
            wrongFiles = List.of();
        } catch (ConfigurationException e) {
            wrongFiles = e.problems().isEmpty() ? List.of(String.valueOf(e.getMessage())) : e.problems();
        }
    }

    /** Those of the cluster from now on, and what is wrong with objects that are none. */
    void ofCluster(List<Waiver> waivers, List<String> problems) {
        ofCluster = List.copyOf(waivers);
        wrongObjects = List.copyOf(problems);
    }

    /** Lets them count, and tells how they are doing. */
    WaiverStatus applyTo(Governance governance) {
        var all = new ArrayList<>(ofFiles);
        all.addAll(ofCluster);
        var problems = new ArrayList<>(wrongFiles);
        problems.addAll(wrongObjects);
        problems.addAll(governance.useWaivers(all));
        return new WaiverStatus(governance.waivers(), problems);
    }
}
