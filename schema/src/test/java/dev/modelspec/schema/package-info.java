/** Tests of the JSON Schemas: that they mean what the standard says, and that they teach what they mean. */
@NullMarked
package dev.modelspec.schema;

import org.jspecify.annotations.NullMarked;
