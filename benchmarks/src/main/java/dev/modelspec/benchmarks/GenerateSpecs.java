package dev.modelspec.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Writes a folder of specs. The same arguments give the same bytes, on every machine.
 *
 * <p>Arguments: the folder, how many, how many in a hundred have a finding, the seed.
 */
final class GenerateSpecs {
    private static final int FILES_IN_A_FOLDER = 1000;

    private GenerateSpecs() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        int percentFlawed = Integer.parseInt(arguments[2]);
        var random = new Random(Long.parseLong(arguments[3]));
        for (int i = 0; i < count; i++) {
            Path subfolder =
                    Files.createDirectories(folder.resolve(String.format(Locale.ROOT, "%03d", i / FILES_IN_A_FOLDER)));
            String name = String.format(Locale.ROOT, "spec-%06d", i);
            String text = SpecWriter.small(name, random, flaw(random, percentFlawed));
            Files.writeString(subfolder.resolve(name + ".modelspec.yaml"), text);
        }
    }

    private static Flaw flaw(Random random, int percentFlawed) {
        Flaw[] flaws = Flaw.values();
        return random.nextInt(100) < percentFlawed ? flaws[1 + random.nextInt(flaws.length - 1)] : Flaw.NONE;
    }
}
