/** Planted: documented, and not marked. */
package dev.winnow.core.planted.marked;
