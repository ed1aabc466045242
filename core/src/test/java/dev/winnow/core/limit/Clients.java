package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Processes that send calls through throttles to one server, in virtual time, as many as they may. */
final class Clients {

    private static final long MILLISECOND = 1_000_000;
    private static final ModelReply REPLY = new ModelReply(
            "m", ModelReply.FinishReason.STOP, Optional.of("{}"), Optional.empty(), List.of(), Optional.empty());

    final VirtualTime time = new VirtualTime();
    final Random random = new Random(5);
    final ModelServer server;
    final List<Throttle> throttles;
    LongSupplier tokens = () -> 1_000;
    LongSupplier latency = this::heavyTail;
    long begun;
    long ended;

    Clients(ModelServer server, Account account, int processes) {
        this(server, account, processes, 0);
    }

    /** @param longest what the database takes at most for a lease, there and back */
    Clients(ModelServer server, Account account, int processes, int longest) {
        this.server = server;
        Duration minute = Duration.ofNanos(server.minute);
        Quotas quotas = new Quotas(Optional.empty(), 512, minute, Account::of, cause -> {});
        SharedLimit local = new LocalLimit(new Timeline(time, time, time));
        SharedLimit shared = longest == 0 ? local : late(local, longest);
        this.throttles = IntStream.range(0, processes)
                .mapToObj(i -> new Throttle(
                        quotas,
                        () -> account,
                        shared,
                        new EndpointGate("e", time),
                        Duration.ofMinutes(2),
                        new Timeline(time, time, time)))
                .toList();
    }

    private SharedLimit late(SharedLimit limit, int longest) {
        return new SharedLimit() {
            @Override
            public CompletableFuture<Lease> take(String name, long units, Duration unit) {
                CompletableFuture<Lease> taken = new CompletableFuture<>();
                time.after(random.nextInt(longest / 2), () -> {
                    Lease lease = limit.take(name, units, unit).join();
                    time.after(random.nextInt(longest / 2), () -> taken.complete(lease));
                });
                return taken;
            }

            @Override
            public CompletableFuture<Void> hold(String name, Duration pause) {
                return time.after(Duration.ofNanos(random.nextInt(longest / 2)))
                        .thenCompose(passed -> limit.hold(name, pause));
            }
        };
    }

    /** Nine in ten of 150 ms, and a tail up to 4 s. */
    private long heavyTail() {
        double place = random.nextDouble();
        return MILLISECOND * (place < 0.9 ? 150 : place < 0.98 ? 400 : place < 0.998 ? 1_500 : 4_000);
    }

    /** @param documents of each process at a time */
    void run(int documents) {
        throttles.forEach(throttle -> begin(throttle, documents));
        time.pass();
    }

    void begin(Throttle throttle, int documents) {
        for (int i = 0; i < documents; i++) {
            next(throttle);
        }
    }

    private void next(Throttle throttle) {
        if (time.nanos() < server.until) {
            begun++;
            attempt(throttle, tokens.getAsLong(), false);
        }
    }

    private void attempt(Throttle throttle, long units, boolean again) {
        throttle.enter(units, again).thenAccept(turn -> {
            Optional<Ticket> ticket = turn;
            // the journal
            time.after(random.nextInt(5) * MILLISECOND, () -> {
                throttle.place(ticket.orElseThrow()).thenAccept(placed -> {
                    assertThat(placed).isTrue();
                    // the way there
                    time.after(
                            5 * MILLISECOND + random.nextInt(3_000_000), () -> arrived(throttle, ticket.get(), units));
                });
            });
        });
    }

    private void arrived(Throttle throttle, Ticket ticket, long units) {
        Exchange exchange = server.call(units, time.nanos(), REPLY);
        boolean refused = exchange.result() instanceof CallFailure;
        time.after(refused ? 20 * MILLISECOND : latency.getAsLong(), () -> {
            throttle.ended(ticket, exchange);
            // the journal again
            time.after(random.nextInt(20) * MILLISECOND, () -> throttle.recorded(ticket));
            if (refused) {
                attempt(throttle, units, true);
            } else {
                ended++;
                next(throttle);
            }
        });
    }
}
