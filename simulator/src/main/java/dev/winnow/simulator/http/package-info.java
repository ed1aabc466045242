/**
 * The HTTP server, and what goes in and out of it. The only package that knows Vert.x; knows no API. Internal to the
 * simulator.
 */
@NullMarked
package dev.winnow.simulator.http;

import org.jspecify.annotations.NullMarked;
