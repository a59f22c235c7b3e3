package encore.waiting;

import encore.kernel.Commands;
import encore.kernel.ProcessorNames;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.kernel.work.DueWork;
import encore.readmodel.Rows;
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
import encore.waiting.WaitingTokenEvent.TokenSpent;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides who comes in next: the longest waiting, while fewer than {@code capacity} are inside. It
 * reads the tokens issued and expired in the order of the event store, in one process of the whole
 * cluster (the one that holds this processor), and what it decides is stored in the same
 * transaction as how far it has read: a restart forgets nothing and admits nobody twice.
 *
 * <p>Its table {@code admission} has a row for each living token; it is no read model, and is never
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

    private record LivingToken(
            UserId user, TokenId token, @Nullable Instant activeUntil) {

        Instant end() {
            return Objects.requireNonNull(activeUntil);
        }
    }

    private final JdbcClient jdbc;
    private final Turns turns;
    private final Commands commands;
    private final DueWork dueWork;
    private final Clock clock;
    private final WaitingSettings settings;

    Admission(
            JdbcClient jdbc,
            Turns turns,
            Commands commands,
            DueWork dueWork,
            Clock clock,
            WaitingSettings settings) {
        this.jdbc = jdbc;
        this.turns = turns;
        this.commands = commands;
        this.dueWork = dueWork;
        this.clock = clock;
        this.settings = settings;
    }

    @EventHandler
    void on(WaitingTokenEvent event, TrackingToken position, Rows<AdmissionRow> admission) {
        CurrentUnitOfWork.get().getOrComputeResource(GROUP, key -> {
            // Before any row is written, as everybody does who admits: so nobody waits in a circle.
            turns.decideAlone();
            CurrentUnitOfWork.get().onPrepareCommit(batch -> admit());
            return true;
        });
        var token = event.token().value();
        switch (event) {
            case TokenIssued e ->
                admission.put(AdmissionRow.issued(e, position.position().orElseThrow()));
            case TokenActivated e ->
                admission.changeIfThere(token, row -> row.activeUntil = e.until());
            case TokenExtended e ->
                admission.changeIfThere(token, row -> row.activeUntil = e.until());
            case TokenGranted e ->
                admission.put(AdmissionRow.granted(e, position.position().orElseThrow()));
            case TokenExpired e -> admission.remove(token);
            case TokenSpent e -> {}
            case TokenDeclined e -> {}
            case TokenRegained e -> {}
        }
    }

    /** Whose time is up gives the place up; the token itself decides whether it is. */
    @Scheduled(fixedDelayString = "${encore.waiting.time-out-every:1s}")
    void expireTimedOut() {
        dueWork.perform("timed-out-tokens", this::timedOut, this::expire);
    }

    private List<LivingToken> timedOut(@Nullable LivingToken last, int atMost) {
        return tokens(
                """
                select user_id, token_id, active_until from admission
                 where active_until <= ? and (active_until, token_id) > (?, ?)
                 order by active_until, token_id limit ?
                """,
                Timestamp.from(clock.instant()),
                Timestamp.from(last == null ? Instant.EPOCH : last.end()),
                last == null ? "" : last.token().value(),
                atMost);
    }

    /** A place long past its time is not what the token says: then the token is right. */
    private void expire(LivingToken living) {
        // Before the token is asked, as who admits does: so nobody waits in a circle.
        turns.decideAlone();
        Standing standing = commands.send(
                new ExpireToken(living.user(), living.token(), ExpiryReason.TIMED_OUT));
        if (!living.end().equals(standing.activeUntil())
                && living.end().plus(PATIENCE).isBefore(clock.instant())) {
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
        if (standing.isWaiting() || until != null) {
            jdbc.sql("update admission set active_until = ? where token_id = ?")
                    .param(until == null ? null : Timestamp.from(until))
                    .param(living.token().value())
                    .update();
        } else {
            jdbc.sql("delete from admission where token_id = ?")
                    .param(living.token().value())
                    .update();
        }
    }

    /** News are not the only reason to admit: a restart may have raised the capacity. */
    @Scheduled(fixedDelayString = "${encore.waiting.time-out-every:1s}")
    void admitWithoutNews() {
        commands.together(() -> {
            turns.decideAlone();
            admit();
        });
    }

    /** Lets in as many as there is room for. */
    private void admit() {
        if (!someoneWaits()) {
            return;
        }
        int inside = jdbc.sql("""
                select count(*) from admission where active_until is not null and not granted
                """).query(Integer.class).single();
        if (inside >= settings.capacity()) {
            return;
        }
        var until = clock.instant().plus(settings.activeFor());
        var next = tokens("""
                select user_id, token_id, active_until from admission
                 where active_until is null order by joined limit ?
                """, Math.min(settings.capacity() - inside, AT_ONCE));
        jdbc.sql("update admission set active_until = ? where token_id = any(?)")
                .params(
                        Timestamp.from(until),
                        next.stream().map(living -> living.token().value()).toArray(String[]::new))
                .update();
        next.forEach(
                living -> commands.send(new ActivateToken(living.user(), living.token(), until)));
    }

    private boolean someoneWaits() {
        return jdbc.sql("select exists (select 1 from admission where active_until is null)")
                .query(Boolean.class)
                .single();
    }

    private List<LivingToken> tokens(String sql, Object... params) {
        return jdbc.sql(sql)
                .params(params)
                .query((row, n) -> new LivingToken(
                        new UserId(row.getString(1)),
                        new TokenId(row.getString(2)),
                        Optional.ofNullable(row.getTimestamp(3))
                                .map(Timestamp::toInstant)
                                .orElse(null)))
                .list();
    }
}
