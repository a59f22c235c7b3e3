package encore.benchmark;

/**
 * How requests are sent in a run.
 *
 * @param connections how many at once, at most
 * @param rate how many a second; 0: as many as get through
 */
record LoadLevel(int seconds, int connections, double rate) {

    /** As fast as it goes. */
    static LoadLevel full(int seconds) {
        return new LoadLevel(seconds, Integer.getInteger("connections", 256), 0);
    }

    /** As fast as it goes over so many connections. */
    static LoadLevel full(int seconds, int connections) {
        return new LoadLevel(seconds, connections, 0);
    }

    /** So many a second, with more connections than ever wait for an answer. */
    static LoadLevel steady(int seconds, double rate) {
        return new LoadLevel(seconds, 256, rate);
    }
}
