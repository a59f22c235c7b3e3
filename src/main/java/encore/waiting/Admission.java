package encore.waiting;

import encore.kernel.Commands;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.kernel.view.Rows;
import encore.waiting.WaitingTokenCommand.ActivateToken;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;

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

    static final String GROUP = "automation-admission";

    private static final int AT_ONCE = 1_000;

    private record Place(UserId user, TokenId token) {}

    private final JdbcClient jdbc;
    private final Commands commands;
    private final Clock clock;
    private final WaitingSettings settings;

    Admission(JdbcClient jdbc, Commands commands, Clock clock, WaitingSettings settings) {
        this.jdbc = jdbc;
        this.commands = commands;
        this.clock = clock;
        this.settings = settings;
    }

    @EventHandler
    void on(WaitingTokenEvent event, TrackingToken position, Rows<AdmissionRow> admission) {
        var token = event.token().value();
        switch (event) {
            case TokenIssued e ->
                    admission.put(AdmissionRow.issued(e, position.position().orElseThrow()));
            case TokenActivated e ->
                    admission.changeIfThere(token, row -> row.activeUntil = e.until());
            case TokenExpired e -> admission.remove(token);
        }
        CurrentUnitOfWork.get().getOrComputeResource(GROUP, key -> {
            CurrentUnitOfWork.get().onPrepareCommit(batch -> admit());
            return true;
        });
    }

    /** Whose time is up gives the place up; the token itself decides whether it is. */
    @Scheduled(fixedDelayString = "${encore.waiting.time-out-every:1s}")
    void expireTimedOut() {
        places("select user_id, token_id from admission where active_until <= ? limit ?",
                Timestamp.from(clock.instant()), AT_ONCE)
                .forEach(place -> commands.send(
                        new ExpireToken(place.user(), place.token(), ExpiryReason.TIMED_OUT)));
    }

    /** News are not the only reason to admit: a restart may have raised the capacity. */
    @Scheduled(fixedDelayString = "${encore.waiting.time-out-every:1s}")
    void admitWithoutNews() {
        commands.together(this::admit);
    }

    /** Lets in as many as there is room for; two at a time would both see the same room. */
    private void admit() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('encore.admission'))")
                .query(row -> {});
        if (!someoneWaits()) {
            return;
        }
        int inside = jdbc.sql("select count(*) from admission where active_until is not null")
                .query(Integer.class)
                .single();
        if (inside >= settings.capacity()) {
            return;
        }
        var until = clock.instant().plus(settings.activeFor());
        var next = places("""
                select user_id, token_id from admission
                 where active_until is null order by joined limit ?
                """, Math.min(settings.capacity() - inside, AT_ONCE));
        jdbc.sql("update admission set active_until = ? where token_id = any(?)")
                .params(Timestamp.from(until),
                        next.stream().map(place -> place.token().value()).toArray(String[]::new))
                .update();
        next.forEach(place ->
                commands.send(new ActivateToken(place.user(), place.token(), until)));
    }

    private boolean someoneWaits() {
        return jdbc.sql("select exists (select 1 from admission where active_until is null)")
                .query(Boolean.class)
                .single();
    }

    private List<Place> places(String sql, Object... params) {
        return jdbc.sql(sql)
                .params(params)
                .query((row, n) -> new Place(new UserId(row.getString(1)),
                        new TokenId(row.getString(2))))
                .list();
    }
}
