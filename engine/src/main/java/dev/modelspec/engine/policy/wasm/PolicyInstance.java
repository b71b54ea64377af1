package dev.modelspec.engine.policy.wasm;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.styra.opa.wasm.OpaWasm_Env;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import com.styra.opa.wasm.OpaWasm_ModuleImports;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.policy.builtin.BuiltinContext;
import dev.modelspec.engine.policy.builtin.HostBuiltins;
import dev.modelspec.engine.policy.builtin.RegoBoolean;
import dev.modelspec.engine.policy.builtin.RegoString;
import dev.modelspec.engine.policy.builtin.RegoText;
import dev.modelspec.engine.policy.builtin.RegoValue;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.JsonTrees;
import dev.modelspec.rego.FlatMemory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One instance of a policy with its data documents, for one thread at a time, over the bindings of opa-java-wasm.
 *
 * <p>Memory is laid out as OPA's ABI 1.3 has it: code and constants, then the data documents one after the other, which stay, then
 * the inputs and all that evaluations allocate, which is given up when there is much of it. Evaluations do not start from the same
 * address each time, as {@code opa_eval} has it, because that forgets the compiled expressions of {@code glob.match}. See ADR 7, 10
 * and 22.
 */
final class PolicyInstance implements OpaWasm_ModuleImports, OpaWasm_Env {
    /** Far more than a spec and its findings need, and a bound for a policy that runs away. */
    private static final int MAX_MEBIBYTES = 64;

    private static final int MAX_PAGES = MAX_MEBIBYTES * (1 << 20) / Memory.PAGE_SIZE;
    private static final String OUT_OF_MEMORY = "opa_malloc: failed";

    /** Half of the memory is for evaluations. */
    private static final int MAX_DATA_BYTES = MAX_MEBIBYTES * (1 << 20) / 2;

    /** Data documents that are kept parsed. A profile makes few; with more, all are forgotten and those asked for parsed again. */
    static final int MAX_DATA = 64;

    /** What evaluations may leave behind before it is given up: many evaluations, and a fraction of the memory. */
    private static final int MAX_GARBAGE_BYTES = MAX_MEBIBYTES * (1 << 20) / 8;

    /** Stands before the name of a builtin that OPA's Wasm has, too, but the host answers. */
    private static final String HOSTED = "host:";

    private static final int OPA_STRING = 4;
    private static final int OPA_STRING_INTERNED = 8;

    /** Enough for most rules to begin with. */
    private static final int INITIAL_PAGES = 10;

    private final Memory memory;
    private final OpaWasm_ModuleExports exports;
    private final Map<Integer, String> builtins;
    private final Map<PolicyData, Integer> addresses = new HashMap<>();
    private final int yes;
    private final int no;
    private final int heapBeforeData;
    private int heapAfterData;
    private int parses;
    private @Nullable BuiltinContext context;

    /** An instance without data. */
    PolicyInstance(PolicyModule module) {
        memory = new FlatMemory(new MemoryLimits(initialPages(module.module()), MAX_PAGES));
        var instance = Instance.builder(module.module())
                .withMachineFactory(module.machineFactory())
                .withMemoryFactory(limits -> memory)
                .withImportValues(toImportValues())
                .build();
        exports = new OpaWasm_ModuleExports(instance);
        long major = exports.opaWasmAbiVersion().getValue();
        long minor = exports.opaWasmAbiMinorVersion().getValue();
        if (major != 1 || minor < 2) {
            throw new GovernanceException(
                    "policy has OPA Wasm ABI " + major + "." + minor + ", wanted is 1.2 or later");
        }
        builtins = readBuiltins();
        yes = write("true");
        no = write("false");
        heapBeforeData = exports.opaHeapPtrGet();
        heapAfterData = heapBeforeData;
    }

    /** At least those that the constants of the rules fill, which are more than OPA says where rules are many. */
    private static int initialPages(WasmModule module) {
        long bytes = (long) INITIAL_PAGES * Memory.PAGE_SIZE;
        for (DataSegment segment : module.dataSection().dataSegments()) {
            if (segment instanceof ActiveDataSegment active) {
                long start = active.offsetInstructions().get(0).operand(0);
                bytes = Math.max(bytes, start + segment.data().length);
            }
        }
        return (int) Math.min(MAX_PAGES, (bytes + Memory.PAGE_SIZE - 1) / Memory.PAGE_SIZE);
    }

    /** The names of the builtins that the policy calls, by their ids, which have gaps. */
    private Map<Integer, String> readBuiltins() {
        var names = new HashMap<Integer, String>();
        for (var entry : dump(exports.builtins()).properties()) {
            String name =
                    entry.getKey().startsWith(HOSTED) ? entry.getKey().substring(HOSTED.length()) : entry.getKey();
            if (HostBuiltins.find(name).isEmpty()) {
                throw new GovernanceException("policy calls the builtin " + name + ", which is not offered");
            }
            names.put(entry.getValue().asInt(), name);
        }
        return names;
    }

    /**
     * The number by which the policy knows an entrypoint. Of all instances of a module it is the same.
     *
     * @param name slash-separated path of a rule
     */
    int entrypoint(String name) {
        var id = dump(exports.entrypoints()).get(name);
        if (id == null) {
            throw new GovernanceException("policy has no entrypoint " + name);
        }
        return id.asInt();
    }

    private JsonNode dump(int value) {
        return JsonTrees.read(Source.of("policy.wasm", memory.readCString(exports.opaJsonDump(value))));
    }

    /** Parses a data document, unless that was done before, and answers its address. */
    int load(PolicyData data) {
        Integer known = addresses.get(data);
        if (known != null) {
            return known;
        }
        if (addresses.size() == MAX_DATA || heapAfterData - heapBeforeData > MAX_DATA_BYTES) {
            addresses.clear();
            heapAfterData = heapBeforeData;
        }
        // Also forgets what the last evaluation freed, which lies where the data will be.
        exports.opaHeapPtrSet(heapAfterData);
        int address = parseData(data.json());
        heapAfterData = exports.opaHeapPtrGet();
        addresses.put(data, address);
        parses++;
        return address;
    }

    private int parseData(byte[] json) {
        try {
            return parse(json);
        } catch (OutOfMemoryException e) {
            throw new ConfigurationException(
                    "The data of the policies are too large: " + json.length
                            + " bytes of JSON, with the parameters, need more" + " than " + MAX_MEBIBYTES
                            + " MiB of memory as OPA keeps them",
                    List.of());
        }
    }

    /** How many data documents it parsed since it was asked last. */
    int takeParses() {
        int taken = parses;
        parses = 0;
        return taken;
    }

    /**
     * Evaluates an entrypoint.
     *
     * @param entrypoint its {@link #entrypoint number}
     * @param data the document that the rules refer to
     * @param input well-formed JSON
     * @return {@code [{"result": …}]}, or {@code []} if the entrypoint is undefined
     */
    String evaluate(int entrypoint, PolicyData data, byte[] input, BuiltinContext context) {
        this.context = context;
        int dataAddress = load(data);
        if (exports.opaHeapPtrGet() - heapAfterData > MAX_GARBAGE_BYTES) {
            exports.opaHeapPtrSet(heapAfterData);
        }
        int evaluation = exports.opaEvalCtxNew();
        exports.opaEvalCtxSetEntrypoint(evaluation, entrypoint);
        exports.opaEvalCtxSetData(evaluation, dataAddress);
        exports.opaEvalCtxSetInput(evaluation, parse(input));
        exports.eval(evaluation);
        return memory.readCString(exports.opaJsonDump(exports.opaEvalCtxGetResult(evaluation)));
    }

    private int parse(byte[] json) {
        int text = exports.opaMalloc(json.length);
        memory.write(text, json);
        int value = exports.opaJsonParse(text, json.length);
        exports.opaFree(text);
        if (value == 0) {
            throw new GovernanceException("OPA is given what is not JSON");
        }
        return value;
    }

    private int call(int builtin, int... arguments) {
        if (context == null) {
            throw new IllegalStateException("builtin called outside of an evaluation");
        }
        RegoValue result = HostBuiltins.call(
                Objects.requireNonNull(builtins.get(builtin), "OPA calls a builtin that it did not name"),
                context,
                Arrays.stream(arguments).mapToObj(this::read).toList());
        return result == null
                ? 0
                : result instanceof RegoBoolean answer ? answer.value() ? yes : no : write(result.toText());
    }

    /** A value of Wasm. Strings, which are most of them, are read where they lie, as {@code value.h} of OPA describes. */
    private RegoValue read(int address) {
        int type = memory.read(address);
        return type == OPA_STRING || type == OPA_STRING_INTERNED
                ? RegoString.ofBytes(memory.readBytes(memory.readInt(address + 8), memory.readInt(address + 4)))
                : RegoValue.parse(text(address));
    }

    /** A value as text. Strings of Rego may hold any bytes, so these are read one by one before they are decoded. */
    private String text(int value) {
        return RegoText.decode(memory.readCString(exports.opaValueDump(value), StandardCharsets.ISO_8859_1)
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    private int write(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int address = exports.opaMalloc(bytes.length);
        memory.write(address, bytes);
        return exports.opaValueParse(address, bytes.length);
    }

    @Override
    public OpaWasm_Env env() {
        return this;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public void opaAbort(int message) {
        String reason = memory.readCString(message);
        throw reason.equals(OUT_OF_MEMORY) ? new OutOfMemoryException() : new GovernanceException(reason);
    }

    /** OPA has no room left. */
    private static final class OutOfMemoryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfMemoryException() {
            super("it needs more than " + MAX_MEBIBYTES + " MiB of memory");
        }
    }

    @Override
    public int opaBuiltin0(int builtin, int ignored) {
        return call(builtin);
    }

    @Override
    public int opaBuiltin1(int builtin, int ignored, int a) {
        return call(builtin, a);
    }

    @Override
    public int opaBuiltin2(int builtin, int ignored, int a, int b) {
        return call(builtin, a, b);
    }

    @Override
    public int opaBuiltin3(int builtin, int ignored, int a, int b, int c) {
        return call(builtin, a, b, c);
    }

    @Override
    public int opaBuiltin4(int builtin, int ignored, int a, int b, int c, int d) {
        return call(builtin, a, b, c, d);
    }
}
