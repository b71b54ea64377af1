package dev.modelspec.engine.schema;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was meant. */
public final class Spelling {
    private static final int LONGEST = 64;

    private Spelling() {}

    /** The candidate nearest to a name, if one is near enough to suggest; the first of several equally near ones. */
    public static @Nullable String nearest(String name, List<String> candidates) {
        if (name.length() > LONGEST) {
            return null;
        }
        String wanted = normal(name);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            String offered = normal(candidate);
            int distance = distance(wanted, offered);
            int near = Math.max(1, Math.min(wanted.length(), offered.length()) / 3);
            if (distance <= near && distance < least) {
                best = candidate;
                least = distance;
            }
        }
        return best;
    }

    /** Names are written in several styles: max_batch_size, MaxBatchSize, max-batch-size. */
    static String normal(String name) {
        return name.replace("_", "").replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** Damerau-Levenshtein, optimal string alignment: insert, delete, replace, swap neighbours. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
