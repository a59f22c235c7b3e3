package encore.waiting;

import encore.kernel.Commands;
import encore.kernel.EventTail;
import encore.kernel.LineName;
import encore.kernel.ProcessorNames;
import encore.kernel.StreamsAhead;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.kernel.work.DueWork;
import encore.kernel.work.Outage;
import encore.readmodel.Rows;
import encore.waiting.Vacancies.Vacancy;
import encore.waiting.WaitingTokenCommand.ActivateToken;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.Standing;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenDeclined;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenExtended;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import encore.waiting.WaitingTokenEvent.TokenRegained;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import encore.waiting.WaitingTokenEvent.TokenSpent;
import encore.waiting.line.Candidate;
import encore.waiting.line.KnownLines;
import encore.waiting.steering.LineEvent;
import encore.waiting.steering.Steering;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides who comes in next: the longest waiting, while fewer than the line's capacity are inside.
 * One process of the whole cluster does (the one that holds this processor), and one at a time (see
 * {@link Turns}). Who waits, and in which order, it takes from the line as this node knows it,
 * caught up with the store; each token decides itself whether it still waits. What was decided is
 * stored in the same transaction as how far the events were read.
 *
 * <p>Its table {@code admission} has a row for each token inside; it is no read model, and is never
 * replayed.
 */
@Component
@ProcessingGroup(Admission.GROUP)
@DisallowReplay
class Admission {

    static final String GROUP = ProcessorNames.AUTOMATION + "admission";

    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private static final int AT_ONCE = 1_000;

    /** A token ends, and its row goes with it, this long after its time at the latest. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private record LivingToken(UserId user, TokenId token, Instant activeUntil) {}

    private final JdbcClient jdbc;
    private final Turns turns;
    private final Vacancies vacancies;
    private final KnownLines lines;
    private final Steering steering;
    private final Lobbies lobbies;
    private final EventTail eventTail;
    private final ObjectProvider<StreamsAhead> ahead;
    private final Commands commands;
    private final DueWork dueWork;
    private final Clock clock;
    private final WaitingSettings settings;
    private final Map<LineName, Outage> troubles = new ConcurrentHashMap<>();

    Admission(
            JdbcClient jdbc,
            Turns turns,
            Vacancies vacancies,
            KnownLines lines,
            Steering steering,
            Lobbies lobbies,
            EventTail eventTail,
            ObjectProvider<StreamsAhead> ahead,
            Commands commands,
            DueWork dueWork,
            Clock clock,
            WaitingSettings settings) {
        this.jdbc = jdbc;
        this.turns = turns;
        this.vacancies = vacancies;
        this.lines = lines;
        this.steering = steering;
        this.lobbies = lobbies;
        this.eventTail = eventTail;
        this.ahead = ahead;
        this.commands = commands;
        this.dueWork = dueWork;
        this.clock = clock;
        this.settings = settings;
    }

    @EventHandler
    void on(WaitingTokenEvent event, Rows<AdmissionRow> admission) {
        admitAfterThis();
        var token = event.token().value();
        switch (event) {
            case TokenActivated e ->
                admission.changeIfThere(token, row -> row.activeUntil = e.until());
            case TokenExtended e ->
                admission.changeIfThere(token, row -> row.activeUntil = e.until());
            case TokenGranted e -> admission.put(AdmissionRow.granted(e));
            case TokenExpired e -> admission.remove(token);
            case TokenIssued e -> {}
            case TokenReturned e -> {}
            case TokenSpent e -> {}
            case TokenDeclined e -> {}
            case TokenRegained e -> {}
        }
    }

    @EventHandler
    @SuppressWarnings("unused")
    void on(LineEvent event) {
        admitAfterThis();
    }

    /** Once for all events of a batch. */
    private void admitAfterThis() {
        CurrentUnitOfWork.get().getOrComputeResource(GROUP, key -> {
            // Before any row is written, as everybody does who admits: so nobody waits in a circle.
            turns.decideAlone();
            CurrentUnitOfWork.get().onPrepareCommit(batch -> admit());
            return true;
        });
    }

    /** Whose time is up gives the place up; the token itself decides whether it is. */
    @Scheduled(fixedDelayString = "${encore.waiting.time-out-every:1s}")
    void expireTimedOut() {
        dueWork.perform("timed-out-tokens", this::timedOut, this::expire);
    }

    private List<LivingToken> timedOut(@Nullable LivingToken last, int atMost) {
        return jdbc.sql("""
                select user_id, token_id, active_until from admission
                 where active_until <= ? and (active_until, token_id) > (?, ?)
                 order by active_until, token_id limit ?
                """)
                .params(
                        Timestamp.from(clock.instant()),
                        Timestamp.from(last == null ? Instant.EPOCH : last.activeUntil()),
                        last == null ? "" : last.token().value(),
                        atMost)
                .query((row, n) -> new LivingToken(
                        new UserId(row.getString(1)),
                        new TokenId(row.getString(2)),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    /** A place long past its time is not what the token says: then the token is right. */
    private void expire(LivingToken living) {
        // Before the token is asked, as who admits does: so nobody waits in a circle.
        turns.decideAlone();
        Standing standing = commands.send(
                new ExpireToken(living.user(), living.token(), ExpiryReason.TIMED_OUT));
        if (!living.activeUntil().equals(standing.activeUntil())
                && living.activeUntil().plus(PATIENCE).isBefore(clock.instant())) {
            reconcile(living, standing);
        }
    }

    private void reconcile(LivingToken living, Standing standing) {
        log.warn(
                "{} has a place inside until {}, and is {}",
                living.token(),
                living.activeUntil(),
                standing);
        var until = standing.activeUntil();
        if (until != null) {
            jdbc.sql("update admission set active_until = ? where token_id = ?")
                    .params(Timestamp.from(until), living.token().value())
                    .update();
        } else {
            jdbc.sql("delete from admission where token_id = ?")
                    .param(living.token().value())
                    .update();
        }
    }

    /** News are not the only reason to admit: doors open, and a pace allows one more. */
    @Scheduled(fixedDelayString = "${encore.waiting.time-out-every:1s}")
    void admitWithoutNews() {
        // A long line takes a while to read, and nobody waits for that in a transaction.
        int waiting = lines.names().stream().mapToInt(lines::waiting).sum();
        var now = clock.instant();
        lines.names().stream().filter(line -> lines.lobbyIsDue(line, now)).forEach(this::openLobby);
        if (waiting > 0) {
            commands.together(() -> {
                turns.decideAlone();
                admit();
            });
        }
    }

    /** One line's trouble is not the others'. */
    private void openLobby(LineName line) {
        var trouble = troubles.computeIfAbsent(
                line, name -> new Outage(log, "the lobby of " + name + " can't be opened"));
        try {
            commands.together(() -> {
                turns.decideAlone();
                eventTail.catchUp();
                lobbies.open(line);
            });
            trouble.isOver();
        } catch (RuntimeException e) {
            trouble.goesOn(e);
        }
    }

    /** Lets in as many as there is room for. */
    private void admit() {
        eventTail.catchUp();
        vacancies.of(lines.names()).forEach(this::admitInto);
    }

    private void admitInto(Vacancy vacancy) {
        if (lines.waiting(vacancy.line()) == 0) {
            return;
        }
        var now = clock.instant();
        var terms = steering.terms(vacancy.line());
        int places = Math.min(vacancy.places(terms, now), AT_ONCE);
        if (places == 0) {
            return;
        }
        var until = now.plus(settings.activeFor());
        var next = lines.next(vacancy.line(), places);
        ahead.ifAvailable(
                store -> store.readAhead(next.stream().map(Admission::stream).toList()));
        var in = next.stream()
                .filter(one -> commands.send(new ActivateToken(one.user(), one.token(), until)))
                .toList();
        vacancies.letIn(vacancy, terms, in, now, until);
    }

    private static String stream(Candidate one) {
        return WaitingTokenCommand.placeOf(one.user(), one.token());
    }
}
