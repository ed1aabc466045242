/**
 * Scripted replies: reading them from an answer entry, and what the model says to a request by them. Internal to the
 * simulator.
 */
@NullMarked
package dev.winnow.simulator.reply;

import org.jspecify.annotations.NullMarked;
