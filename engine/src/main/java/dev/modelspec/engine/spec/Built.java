package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.Positions;
import tools.jackson.databind.JsonNode;

/**
 * A value that has been read.
 *
 * @param value the value; may be shared by several places of a tree, so it is not changed any more
 * @param positions where it and its parts are
 * @param size the number of values in it, itself included
 * @param height 0 for a scalar, one more than its highest part for an object or array
 */
record Built(JsonNode value, Positions positions, int size, int height) {}
