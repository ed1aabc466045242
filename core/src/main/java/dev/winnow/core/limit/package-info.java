/**
 * When a call may go. {@link dev.winnow.core.limit.EndpointGate} knows whether an endpoint may be called at all,
 * {@link dev.winnow.core.limit.Throttle} lets the calls of one target through in their turn: as many at a time as the server takes
 * well (concurrency), and at the pace of its limits of requests and tokens, whose units come as leases from a
 * {@link dev.winnow.core.limit.SharedLimit}. What is known of limits is set by hand ({@link dev.winnow.core.limit.Account}) or told
 * by replies. Besides, the delays between retries.
 */
@NullMarked
package dev.winnow.core.limit;

import org.jspecify.annotations.NullMarked;
