/**
 * OpenAI's rules for strict schemas. Internal to the simulator; start with
 * {@link dev.winnow.simulator.schema.StrictSchemas}.
 */
@NullMarked
package dev.winnow.simulator.schema;

import org.jspecify.annotations.NullMarked;
