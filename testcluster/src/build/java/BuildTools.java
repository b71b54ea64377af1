import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Builds the programs that make a cluster, unless the cache has them of the very same sources.
 *
 * <p>Run by the build as a single source file. Arguments: the folder with a Go module for each program, the file to write that
 * says where in the cache each program is, and {@code true} to write that file only.
 */
class BuildTools {
    /** @param module the folder of the Go module that says which version. */
    private record Tool(String name, String module, String source) {}

    /** The module itself is the program. */
    private static final String OWN = ".";

    private static final List<Tool> TOOLS = List.of(
            new Tool("etcd", "etcd", "go.etcd.io/etcd/server/v3"),
            new Tool("kube-apiserver", "kubernetes", "k8s.io/kubernetes/cmd/kube-apiserver"),
            new Tool("kubectl", "kubernetes", "k8s.io/kubernetes/cmd/kubectl"),
            new Tool("helm", "helm", "helm.sh/helm/v4/cmd/helm"),
            new Tool("kubeconform", "kubeconform", "github.com/yannh/kubeconform/cmd/kubeconform"),
            new Tool("go-oscal", "go-oscal", "github.com/defenseunicorns/go-oscal"),
            new Tool("workflow-commands", "workflow-commands", OWN));

    public static void main(String[] arguments) throws Exception {
        Path modules = Path.of(arguments[0]);
        Path list = Path.of(arguments[1]);
        boolean listOnly = Boolean.parseBoolean(arguments[2]);
        var lines = new StringBuilder();
        for (Tool tool : TOOLS) {
            Path module = modules.resolve(tool.module());
            List<String> command = List.of(
                    "go", "build", "-trimpath", "-buildvcs=false", "-mod=readonly", "-ldflags=" + linkerFlags(module));
            String place = key(tool, module, command) + "/" + tool.name();
            lines.append(tool.name()).append('=').append(place).append('\n');
            Path program = cache().resolve(place);
            if (!listOnly && !Files.exists(program)) {
                System.out.println("Building " + tool.name());
                build(tool, module, command, program);
            }
        }
        Files.createDirectories(list.toAbsolutePath().getParent());
        Files.writeString(list, lines);
    }

    private static void build(Tool tool, Path module, List<String> command, Path program) throws Exception {
        Files.createDirectories(program.getParent());
        // A build that is broken off leaves a draft, never half a program.
        Path draft = Files.createTempFile(program.getParent(), "draft-", "");
        try {
            var whole = new ArrayList<>(command);
            whole.addAll(List.of("-o", draft.toString(), tool.source()));
            int exit = go(module, whole).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IOException(
                        tool.name() + ": `" + String.join(" ", whole) + "` in " + module + " ended with " + exit);
            }
            Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Without symbols it links faster; Kubernetes does not know its own version unless the linker says it. */
    private static String linkerFlags(Path module) throws IOException {
        for (String line : Files.readAllLines(module.resolve("go.mod"))) {
            String[] words = line.replaceFirst("^require ", "").strip().split(" ");
            if (words[0].equals("k8s.io/kubernetes") && module.endsWith("kubernetes")) {
                String[] numbers = words[1].substring(1).split("\\.");
                String variable = " -X k8s.io/component-base/version.git";
                return "-s -w" + variable + "Version=" + words[1] + variable + "Major=" + numbers[0] + variable
                        + "Minor=" + numbers[1];
            }
        }
        return "-s -w";
    }

    private static String key(Tool tool, Path module, List<String> command) throws Exception {
        Process environment = go(module, List.of("go", "env", "GOVERSION", "GOOS", "GOARCH"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] compiler = environment.getInputStream().readAllBytes();
        if (environment.waitFor() != 0) {
            throw new IOException("`go env` fails; the build needs Go, see CONTRIBUTING.md");
        }
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(compiler);
        digest.update((command + tool.source()).getBytes());
        digest.update(Files.readAllBytes(module.resolve("go.mod")));
        digest.update(Files.readAllBytes(module.resolve("go.sum")));
        if (tool.source().equals(OWN)) {
            digest.update(Files.readAllBytes(module.resolve("main.go")));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static ProcessBuilder go(Path module, List<String> command) {
        var builder = new ProcessBuilder(command).directory(module.toFile());
        builder.environment().put("CGO_ENABLED", "0");
        return builder;
    }

    /** The same as dev.modelspec.testcluster.Tools, which reads what is put here. */
    private static Path cache() {
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return !caches.isEmpty() && Path.of(caches).isAbsolute()
                ? Path.of(caches, "modelspec", "tools")
                : Path.of(System.getProperty("user.home"), ".cache", "modelspec", "tools");
    }
}
