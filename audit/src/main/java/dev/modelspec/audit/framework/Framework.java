package dev.modelspec.audit.framework;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A law or standard that rules serve, as {@code framework.v1alpha1.json} describes it.
 *
 * @param name by which it is chosen, such as {@code eu-ai-act}
 * @param title its name, such as {@code EU AI Act}
 * @param version which edition
 * @param url where to read it
 * @param controls in the order of the text
 */
public record Framework(String name, String title, String version, String url, List<Control> controls) {
    public Framework {
        controls = List.copyOf(controls);
    }

    /**
     * One demand of a framework.
     *
     * @param id within the framework, such as {@code art-15-4}
     * @param title what it is about, in our words
     * @param url where to read it
     * @param rules ids of the rules that show something of it, in their order; empty if none can
     * @param notAssessable why no spec can show it; null if rules do
     */
    public record Control(
            String id,
            String title,
            String url,
            List<String> rules,
            @Nullable String notAssessable) {
        public Control {
            rules = List.copyOf(rules);
        }
    }
}
