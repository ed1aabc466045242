/** Model calls: the request and its key, the port to a model, replies and failures, profiles and prices. */
@NullMarked
package dev.winnow.core.model;

import org.jspecify.annotations.NullMarked;
