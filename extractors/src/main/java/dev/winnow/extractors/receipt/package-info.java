/** Receipts: what was paid, where and when. */
@NullMarked
package dev.winnow.extractors.receipt;

import org.jspecify.annotations.NullMarked;
