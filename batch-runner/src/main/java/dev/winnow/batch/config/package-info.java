/** What a command is set to: options, environment, configuration files. */
@NullMarked
package dev.winnow.batch.config;

import org.jspecify.annotations.NullMarked;
