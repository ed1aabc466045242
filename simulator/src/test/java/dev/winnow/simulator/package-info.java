/** Tests of the simulator, over real HTTP. */
@NullMarked
package dev.winnow.simulator;

import org.jspecify.annotations.NullMarked;
