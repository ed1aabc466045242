@org.jspecify.annotations.NullMarked
package dev.winnow.core;
