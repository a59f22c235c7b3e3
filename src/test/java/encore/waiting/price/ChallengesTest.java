package encore.waiting.price;

import encore.kernel.InvalidValue;
import encore.kernel.LineName;
import encore.kernel.UserId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A challenge is ours, of one line, for a while; its solution is one user's. */
class ChallengesTest {

    private static final String OLD = "a-key-for-tests-that-is-long-enough";
    private static final String NEW = "another-key-for-tests-as-long-as-that";
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final LineName VIP = new LineName("vip");
    private static final int EASY = 8;

    private final Challenges challenges = new Challenges(List.of(OLD));

    private static Challenge drawn(Challenges from, LineName line, int difficulty) {
        return from.issue(line, difficulty, NOON, "twelve bytes".getBytes());
    }

    private boolean isTaken(Work work) {
        return challenges.verify(work, ANN, LineName.DEFAULT, NOON, EASY);
    }

    private Work solvedByAnn() {
        return Solver.solve(drawn(challenges, LineName.DEFAULT, EASY), ANN);
    }

    @Test
    void what_was_solved_is_taken() {
        assertThat(isTaken(solvedByAnn())).isTrue();
        for (var line : List.of(new LineName("a"), VIP, new LineName("z".repeat(20)))) {
            var challenge = challenges.issue(line, EASY, NOON);
            assertThat(challenge.challenge()).hasSizeLessThanOrEqualTo(Work.LONGEST_CHALLENGE);
            assertThat(challenges.verify(Solver.solve(challenge, ANN), ANN, line, NOON, EASY))
                    .isTrue();
        }
    }

    @Test
    void no_two_challenges_are_the_same() {
        assertThat(List.of(
                        challenges.issue(VIP, EASY, NOON).challenge(),
                        challenges.issue(VIP, EASY, NOON).challenge()))
                .doesNotHaveDuplicates();
    }

    @Test
    void it_is_taken_until_its_last_millisecond() {
        var challenge = challenges.issue(VIP, EASY, NOON);
        var work = Solver.solve(challenge, ANN);
        var end = NOON.plus(Duration.ofMinutes(2));
        assertThat(challenge.expiresAt()).isEqualTo(end);
        assertThat(challenges.verify(work, ANN, VIP, end.minusMillis(1), EASY)).isTrue();
        assertThat(challenges.verify(work, ANN, VIP, end, EASY)).isFalse();
    }

    @Test
    void a_solution_is_of_no_use_to_another_user() {
        var work = Solver.solve(drawn(challenges, LineName.DEFAULT, 16), ANN);
        assertThat(challenges.verify(work, ANN, LineName.DEFAULT, NOON, 16)).isTrue();
        assertThat(challenges.verify(work, BOB, LineName.DEFAULT, NOON, 16)).isFalse();
        for (int i = 0; i < 10; i++) {
            var other = new UserId("ann" + i);
            assertThat(challenges.verify(work, other, LineName.DEFAULT, NOON, 16)).isFalse();
        }
    }

    @Test
    void the_same_user_may_send_it_again_until_it_expires() {
        var work = solvedByAnn();
        assertThat(isTaken(work)).isTrue();
        assertThat(isTaken(work)).isTrue();
    }

    @Test
    void a_challenge_is_of_no_use_in_another_line() {
        var work = Solver.solve(challenges.issue(VIP, EASY, NOON), ANN);
        for (var line : List.of("default", "vi", "vap", "vip2")) {
            assertThat(challenges.verify(work, ANN, new LineName(line), NOON, EASY))
                    .as(line)
                    .isFalse();
        }
    }

    @Test
    void one_that_is_too_easy_is_refused() {
        var work = solvedByAnn();
        assertThat(challenges.verify(work, ANN, LineName.DEFAULT, NOON, EASY + 1)).isFalse();
        assertThat(challenges.verify(work, ANN, LineName.DEFAULT, NOON, EASY - 1)).isTrue();
    }

    @Test
    void a_hash_with_one_zero_too_few_is_refused() {
        var challenge = drawn(challenges, LineName.DEFAULT, EASY);
        var text = challenge.challenge() + ":ann:";
        int almost = 0;
        for (int nonce = 0; nonce < 20_000; nonce++) {
            int zeros = Solver.zeroBits(text + nonce);
            var work = new Work(challenge.challenge(), "" + nonce, null);
            assertThat(isTaken(work)).as("%s zeros", zeros).isEqualTo(zeros >= EASY);
            almost += zeros == EASY - 1 ? 1 : 0;
        }
        assertThat(almost).isPositive();
    }

    @Test
    void a_nonce_is_1_to_32_letters_digits_and_two_signs() {
        var challenge = challenges.issue(VIP, 1, NOON);
        for (var good : List.of("0", "aZ9-_", "n".repeat(31))) {
            var worked = ALPHABET.chars()
                    .mapToObj(c -> new Work(challenge.challenge(), good + (char) c, null))
                    .anyMatch(work -> challenges.verify(work, ANN, VIP, NOON, 1));
            assertThat(worked).as(good).isTrue();
        }
        for (var bad : List.of("", "n".repeat(33), "a:b", "a b", "ä", "\uD83C\uDFAB", "a\n")) {
            for (int i = 0; i < 20; i++) {
                var work = new Work(challenges.issue(VIP, 1, NOON).challenge(), bad, null);
                assertThat(challenges.verify(work, ANN, VIP, NOON, 1)).as(bad).isFalse();
            }
        }
    }

    /** Each is solved as it is spelt, so that nothing but the spelling is wrong. */
    @Test
    void no_spelling_but_the_one_is_taken() {
        // Of a name of seven letters: the last letter has bits then that say nothing.
        var right = drawn(challenges, LineName.DEFAULT, EASY).challenge();
        var bytes = Base64.getUrlDecoder().decode(right);
        var others = new ArrayList<>(List.of(
                right + "=",
                right + "\n",
                " " + right,
                right + "A",
                right.substring(0, right.length() - 1),
                right.toLowerCase(Locale.ROOT),
                "",
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getMimeEncoder().encodeToString(bytes)));
        ALPHABET.chars()
                .mapToObj(c -> right.substring(0, right.length() - 1) + (char) c)
                .filter(other -> !other.equals(right))
                .forEach(others::add);
        assertThat(others)
                .filteredOn(other -> Arrays.equals(decoded(other), bytes))
                .hasSizeGreaterThan(3);
        assertThat(others).noneMatch(other -> isTaken(Solver.solve(other, EASY, "ann")));
        assertThat(isTaken(Solver.solve(right, EASY, "ann"))).isTrue();
    }

    private static byte[] decoded(String challenge) {
        try {
            return Base64.getUrlDecoder().decode(challenge);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Test
    void keys_rotate_and_what_the_older_one_signed_is_taken() {
        var both = new Challenges(List.of(NEW, OLD));
        var older = Solver.solve(drawn(challenges, VIP, EASY), ANN);
        var newer = Solver.solve(drawn(both, VIP, EASY), ANN);
        assertThat(older.challenge()).isNotEqualTo(newer.challenge());
        assertThat(both.verify(older, ANN, VIP, NOON, EASY)).isTrue();
        assertThat(both.verify(newer, ANN, VIP, NOON, EASY)).isTrue();
        assertThat(challenges.verify(newer, ANN, VIP, NOON, EASY)).isFalse();
        assertThat(new Challenges(List.of(NEW)).verify(older, ANN, VIP, NOON, EASY)).isFalse();
    }

    @Test
    void its_difficulty_is_1_to_28_bits() {
        assertThat(challenges.issue(VIP, 1, NOON).difficulty()).isEqualTo(1);
        assertThat(challenges.issue(VIP, 28, NOON).difficulty()).isEqualTo(28);
        for (int unfit : new int[] {-1, 0, 29, 256}) {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> challenges.issue(VIP, unfit, NOON));
        }
    }

    /** Each asks for no zero at all, so that nothing but the signature is in its way. */
    @Test
    void of_a_hundred_thousand_forged_ones_none_is_taken() {
        var random = new Random(7);
        var genuine = Base64.getUrlDecoder()
                .decode(drawn(challenges, LineName.DEFAULT, 20).challenge());
        int difficultyAt = 2 + LineName.DEFAULT.value().length();
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            var forged = genuine.clone();
            forged[difficultyAt] = (byte) (i % 2 == 0 ? 0 : -random.nextInt(1, 100));
            switch (i % 4) {
                case 0 -> forged[random.nextInt(forged.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> {
                    for (int at = difficultyAt + 9; at < forged.length; at++) {
                        forged[at] = (byte) random.nextInt();
                    }
                }
                case 2 -> forged[random.nextInt(difficultyAt + 1, difficultyAt + 9)]++;
                default -> {
                    for (int at = forged.length - 32; at < forged.length; at++) {
                        forged[at] = (byte) random.nextInt();
                    }
                }
            }
            var work = new Work(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(forged), "n", null);
            taken += challenges.verify(work, ANN, LineName.DEFAULT, NOON, -128) ? 1 : 0;
        }
        assertThat(taken).isZero();
    }

    /** Guessed, not worked for: one in 268 million is right. */
    @Test
    void of_a_hundred_thousand_guesses_none_is_taken() {
        var challenge = drawn(challenges, LineName.DEFAULT, 28).challenge();
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            var guess = new Work(challenge, "guess-" + i, null);
            taken += isTaken(guess) ? 1 : 0;
        }
        assertThat(taken).isZero();
    }
}
