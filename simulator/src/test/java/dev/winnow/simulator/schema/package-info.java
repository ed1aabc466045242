/** Tests of the strict schemas' rules, most of them over real HTTP. */
@NullMarked
package dev.winnow.simulator.schema;

import org.jspecify.annotations.NullMarked;
