package encore.fuzz;

import encore.testing.Answer;
import encore.testing.Description;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Several visitors at once, each of whom sends drawn requests and has every answer judged.
 *
 * <p>The n-th request of a run is drawn from the seed and n alone: which call it is, what is done
 * to it, which values are made up. Which of the values known by then it takes depends on what was
 * answered before, and so, with more than one worker, on timing.
 */
final class Fuzzer {

    private static final int WORKERS = 8;
    private static final int REQUESTS_OF_A_VISIT = 60;

    /** With it a visit begins: every second one's whole, of the others the first step. */
    private static final List<String> PURCHASE = List.of(
            "joinLine",
            "showSeats",
            "chargePoints",
            "reserveSeat",
            "reserveSeat",
            "pay",
            "showPayment",
            "listTickets",
            "drawTicket",
            "reserveSeat",
            "cancelReservation");

    private static final int LONGEST_ANSWER_SHOWN = 600;

    private final int port;
    private final long seed;
    private final Clock clock;
    private final Description description;
    private final Judge judge;
    private final Told everybody = new Told(null);
    private final List<Call> calls;
    private final List<Call> purchase;
    private final List<Call> drawnFrom;
    private final BiConsumer<Request, Answer> observer;
    private final Map<String, String> complaints = new ConcurrentSkipListMap<>();
    private final Map<String, Map<Integer, AtomicInteger>> answers = new ConcurrentSkipListMap<>();

    /** The observer sees every request with its answer, on the thread that sent it. */
    Fuzzer(
            int port,
            long seed,
            Clock clock,
            Description description,
            BiConsumer<Request, Answer> observer) {
        this.port = port;
        this.seed = seed;
        this.clock = clock;
        this.description = description;
        this.calls = Call.all(description);
        this.purchase = PURCHASE.stream()
                .map(name -> calls.stream()
                        .filter(call -> call.name().equals(name))
                        .findAny()
                        .orElseThrow())
                .toList();
        this.judge = new Judge(calls);
        this.drawnFrom = weighted(calls);
        this.observer = observer;
    }

    /** What is much work for the server is asked for less often than the rest. */
    private static List<Call> weighted(List<Call> calls) {
        var weighted = new ArrayList<Call>();
        calls.forEach(call -> weighted.addAll(Collections.nCopies(call.weight(), call)));
        return weighted;
    }

    /**
     * Sends those requests from one number to another, or as many as the time allows; answers with
     * how many it were.
     */
    int run(int from, int to, Duration atMost) throws InterruptedException {
        var end = System.nanoTime() + atMost.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Integer>>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int first = from + worker;
                running.add(threads.submit(() -> work(first, to, end)));
            }
            int sent = 0;
            for (var worker : running) {
                sent += worker.get();
            }
            return sent;
        } catch (ExecutionException e) {
            throw new AssertionError("seed " + seed, e.getCause());
        }
    }

    /** Complaints by their kind, each with the first request that gave rise to it. */
    Map<String, String> complaints() {
        return complaints;
    }

    /** How often each call was answered by each status. */
    Map<String, Map<Integer, AtomicInteger>> answers() {
        return answers;
    }

    /** The calls that were never answered with success. */
    List<String> neverDone() {
        return calls.stream()
                .map(Call::name)
                .filter(name -> answers.getOrDefault(name, Map.of()).keySet().stream()
                        .noneMatch(status -> status < 300))
                .toList();
    }

    private int work(int first, int to, long end) throws IOException {
        int sent = 0;
        try (var wire = new Wire(port);
                var other = new Wire(port)) {
            Visitor visitor = null;
            for (int n = first; n < to && System.nanoTime() < end; n += WORKERS) {
                int visit = n / WORKERS / REQUESTS_OF_A_VISIT;
                int step = n / WORKERS % REQUESTS_OF_A_VISIT;
                visitor = step == 0 || visitor == null
                        ? new Visitor(
                                "v" + first % WORKERS + "-" + visit, description, everybody, clock)
                        : visitor;
                var random = new Random(new SplittableRandom(seed * 1_000_003 + n).nextLong());
                int wellMeant = visit % 2 == 0 ? purchase.size() : 1;
                var request = step < wellMeant
                        ? visitor.good(purchase.get(step), random)
                        : visitor.request(Oddities.one(drawnFrom, random), random);
                exchange(n, request, wire, visitor);
                sent++;
                if (random.nextInt(20) == 0) {
                    exchange(n, request, other, visitor);
                }
            }
        }
        return sent;
    }

    private void exchange(int n, Request request, Wire wire, Visitor visitor) throws IOException {
        var answer = wire.send(request);
        if (answer.isEmpty()) {
            if (request.framed()) {
                complain("no answer", n, request, "");
            }
            return;
        }
        if (answer.get().status() < 300) {
            visitor.learn(answer.get(), calls);
        }
        observer.accept(request, answer.get());
        answers.computeIfAbsent(request.call().name(), name -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(answer.get().status(), status -> new AtomicInteger())
                .incrementAndGet();
        judge.complaints(request, answer.get())
                .forEach(complaint -> complain(
                        complaint,
                        n,
                        request,
                        answer.get().status() + " " + answer.get().header("Content-Type") + " "
                                + answer.get().body()));
    }

    private void complain(String what, int n, Request request, String answer) {
        complaints.putIfAbsent(
                what + ": " + request.call().name(),
                "%s, request %d of seed %d: %s%n   -> %s%n"
                        .formatted(
                                Instant.now(),
                                n,
                                seed,
                                request.curl("http://localhost:" + port),
                                answer.substring(
                                        0, Math.min(answer.length(), LONGEST_ANSWER_SHOWN))));
    }
}
