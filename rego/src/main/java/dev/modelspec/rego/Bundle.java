package dev.modelspec.rego;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Compiled policies: what {@code opa build --target wasm} puts into a bundle.
 *
 * @param wasm {@code policy.wasm}, not copied: do not change it
 * @param data {@code data.json}
 * @param manifest {@code .manifest}
 * @param modules what the Rego files declare, in the order of the files
 */
@SuppressWarnings("ArrayRecordComponent")
public record Bundle(byte[] wasm, JsonNode data, JsonNode manifest, List<RegoModule> modules) {}
