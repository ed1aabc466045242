/**
 * OpenAI's two APIs as JSON: reading requests, refusing them with {@link dev.winnow.simulator.api.ApiError}, writing
 * replies. Knows no server and no answers. Internal to the simulator.
 */
@NullMarked
package dev.winnow.simulator.api;

import org.jspecify.annotations.NullMarked;
