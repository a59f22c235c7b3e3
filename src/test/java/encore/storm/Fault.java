package encore.storm;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What can happen to two nodes and their database while people buy. */
enum Fault {
    BACKEND_KILLED {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            var backends = storm.database().backends();
            Shell.signal("KILL", backends.get(random.nextInt(backends.size())));
            storm.database().bringUp();
        }
    },

    POSTMASTER_KILLED {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            Shell.signal("KILL", storm.database().postmaster());
            Thread.sleep(random.nextInt(2_000));
            storm.database().bringUp();
        }
    },

    CONNECTIONS_CUT {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            for (int times = 0; times < 4; times++) {
                storm.database().cutConnections();
                Thread.sleep(random.nextInt(500));
            }
        }
    },

    DISK_REFUSES {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            storm.database().refuseToWrite("8192");
            Thread.sleep(random.nextInt(2_000));
            storm.database().refuseToWrite("unlimited");
            storm.database().bringUp();
            storm.database().refuseToWrite("unlimited");
        }
    },

    NODE_PAUSED {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            var node = storm.any(random);
            node.signal("STOP");
            Thread.sleep(1_000 + random.nextInt(5_000));
            node.signal("CONT");
        }
    },

    NODE_PAUSED_AND_OVERTAKEN {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            var node = storm.any(random);
            node.signal("STOP");
            Thread.sleep(LONGER_THAN_A_CLAIM.toMillis());
            node.signal("CONT");
        }
    },

    /** The other one takes over, works and leaves. */
    NODE_PAUSED_AND_OVERTAKEN_FOR_A_WHILE {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            var node = storm.any(random);
            var other = storm.otherThan(node);
            node.signal("STOP");
            Thread.sleep(LONGER_THAN_A_CLAIM.toMillis());
            other.end("TERM");
            node.signal("CONT");
            Thread.sleep(2_000);
            other.start();
            other.awaitReady();
        }
    },

    NODE_KILLED {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            var node = storm.any(random);
            node.end("KILL");
            node.start();
            node.awaitReady();
        }
    },

    /** One after the other, so that one of the two admits: the other one goes on in its place. */
    ADMITTING_NODE_KILLED {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            for (var node : storm.nodes()) {
                node.end("KILL");
                // What it had under way is through, or never will be.
                Thread.sleep(1_000);
                long before = storm.newestEvent();
                long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(11);
                while (!storm.hasAdmittedAfter(before)) {
                    if (System.nanoTime() > patience) {
                        throw new AssertionError("nobody is let in after " + node.name() + " died");
                    }
                    Thread.sleep(100);
                }
                node.start();
                node.awaitReady();
            }
        }
    },

    ROLLING_RESTART {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            for (var node : storm.nodes()) {
                node.end("TERM");
                node.start();
                node.awaitReady();
            }
        }
    },

    CLOCK_STEPS {
        @Override
        void strike(Storm storm, Random random) throws Exception {
            var node = storm.any(random);
            node.stepClock(Duration.ofSeconds(random.nextInt(5, 30)));
            Thread.sleep(3_000);
            node.stepClock(Duration.ofSeconds(-random.nextInt(5, 30)));
            Thread.sleep(3_000);
            node.stepClock(Duration.ZERO);
        }
    };

    private static final Duration LONGER_THAN_A_CLAIM = Duration.ofSeconds(13);

    /** Happens, and is over when this returns: all that is to run runs again. */
    abstract void strike(Storm storm, Random random) throws Exception;
}
