package encore.storm;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was asked of the servers, and what they have said yes to. */
final class Ledger {

    final Map<String, Long> chargesAsked = new ConcurrentHashMap<>();
    final Map<String, Long> chargesAnswered = new ConcurrentHashMap<>();
    final Set<String> reserved = ConcurrentHashMap.newKeySet();
    final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    final Set<String> paid = ConcurrentHashMap.newKeySet();

    /** Reservations that were paid for and nobody has given back, the oldest first. */
    final Queue<String> bought = new ConcurrentLinkedQueue<>();

    final Set<String> refunded = ConcurrentHashMap.newKeySet();

    /** Answers that nobody should get, however stormy it is. */
    final Set<String> findings = ConcurrentHashMap.newKeySet();
}
