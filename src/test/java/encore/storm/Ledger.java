package encore.storm;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was asked of the servers, and what they have said yes to. */
final class Ledger {

    final Map<String, Long> chargesAsked = new ConcurrentHashMap<>();
    final Map<String, Long> chargesAnswered = new ConcurrentHashMap<>();
    final Set<String> reserved = ConcurrentHashMap.newKeySet();
    final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    final Set<String> paid = ConcurrentHashMap.newKeySet();

    /** Answers that nobody should get, however stormy it is. */
    final Set<String> findings = ConcurrentHashMap.newKeySet();
}
