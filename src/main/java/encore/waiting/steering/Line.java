package encore.waiting.steering;

import encore.kernel.InvalidValue;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.kernel.Refused;
import encore.waiting.WaitingRefusal;
import encore.waiting.steering.LineCommand.CloseLobby;
import encore.waiting.steering.LineCommand.ConfigureLine;
import encore.waiting.steering.LineCommand.Doors;
import encore.waiting.steering.LineCommand.EaseAdmission;
import encore.waiting.steering.LineCommand.RecordLetIn;
import encore.waiting.steering.LineCommand.RecordThrownOut;
import encore.waiting.steering.LineCommand.ShuffleLobby;
import encore.waiting.steering.LineCommand.SteerLine;
import encore.waiting.steering.LineEvent.AdmissionEased;
import encore.waiting.steering.LineEvent.CapacityChanged;
import encore.waiting.steering.LineEvent.DoorsScheduled;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineEvent.LobbyShuffled;
import encore.waiting.steering.LineEvent.MessageChanged;
import encore.waiting.steering.LineEvent.PaceChanged;
import encore.waiting.steering.LineEvent.PersonLetIn;
import encore.waiting.steering.LineEvent.PersonThrownOut;
import encore.waiting.steering.LineEvent.PriceChanged;
import encore.waiting.steering.LineEvent.StateChanged;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/** A line as a whole: what the operator makes of it. Who is in it are the tokens. */
@Aggregate(cache = "aggregateCache")
class Line {

    private static final Duration FARTHEST = Duration.ofDays(366);
    private static final Operator SETTINGS = new Operator("settings");
    private static final Reason CONFIGURED = new Reason("encore.waiting.capacity");

    @AggregateIdentifier
    @SuppressWarnings("unused")
    private String stream;

    private LineTerms terms = LineTerms.NONE;

    protected Line() {}

    /** What holds now. */
    LineTerms terms() {
        return terms;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    LineTerms handle(ConfigureLine command, Clock clock) {
        if (!Objects.equals(terms.configured(), command.capacity())) {
            apply(new CapacityChanged(
                    command.line(),
                    terms.capacity() == 0 ? null : (Integer) terms.capacity(),
                    command.capacity(),
                    true,
                    SETTINGS,
                    CONFIGURED,
                    clock.instant()));
        }
        return terms;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    LineTerms handle(SteerLine command, Clock clock) {
        var now = clock.instant();
        refuseUnfit(command, now);
        if (command.capacity() != null && command.capacity() != terms.capacity()) {
            apply(new CapacityChanged(
                    command.line(),
                    terms.capacity() == 0 ? null : (Integer) terms.capacity(),
                    command.capacity(),
                    false,
                    command.by(),
                    command.reason(),
                    now));
        }
        steerPace(command, now);
        if (command.state() != null && command.state() != terms.state()) {
            apply(new StateChanged(
                    command.line(),
                    terms.state(),
                    command.state(),
                    command.by(),
                    command.reason(),
                    now));
        }
        steerMessage(command, now);
        if (command.work() != null && command.work() != terms.work()) {
            apply(new PriceChanged(
                    command.line(),
                    terms.work(),
                    command.work(),
                    command.by(),
                    command.reason(),
                    now));
        }
        if (command.doors() != null) {
            schedule(command, command.doors(), now);
        }
        return terms;
    }

    /** Before anything is applied: all of it, or nothing. */
    private void refuseUnfit(SteerLine command, Instant now) {
        if (!isOpened() && command.capacity() == null) {
            throw new Refused(WaitingRefusal.LINE_CLOSED);
        }
        var doors = command.doors();
        if (doors == null) {
            return;
        }
        if (!doors.opensAt().isAfter(now) || doors.opensAt().isAfter(now.plus(FARTHEST))) {
            throw new InvalidValue("opensAt", "unfit.opens-at").refused();
        }
        if (terms.awaitsOrder()) {
            throw new InvalidValue("opensAt", "unfit.opens-at-unshuffled").refused();
        }
    }

    private void steerPace(SteerLine command, Instant now) {
        if (command.admissionsPerMinute() == null) {
            return;
        }
        var pace = command.admissionsPerMinute() == 0 ? null : command.admissionsPerMinute();
        if (!Objects.equals(pace, terms.admissionsPerMinute())) {
            apply(new PaceChanged(
                    command.line(),
                    terms.admissionsPerMinute(),
                    pace,
                    command.by(),
                    command.reason(),
                    now));
        }
    }

    private void steerMessage(SteerLine command, Instant now) {
        if (command.message() == null) {
            return;
        }
        var message = command.message().message();
        if (!Objects.equals(message, terms.message())) {
            apply(new MessageChanged(
                    command.line(), terms.message(), message, command.by(), command.reason(), now));
        }
    }

    private void schedule(SteerLine command, Doors doors, Instant now) {
        var before = terms.doors();
        apply(new DoorsScheduled(
                command.line(),
                before == null ? null : before.to(),
                doors.opensAt(),
                doors.commitment(),
                doors.beacon(),
                command.by(),
                command.reason(),
                now));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(CloseLobby command) {
        var doors = terms.doors();
        if (doors != null && terms.hasOpenLobby() && !command.at().isBefore(doors.to())) {
            apply(new LobbyClosed(
                    command.line(),
                    doors.to(),
                    command.upTo(),
                    command.size(),
                    command.root(),
                    doors.beacon(),
                    command.round(),
                    command.at()));
        }
        return terms.closed() != null;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(ShuffleLobby command, Clock clock) {
        var closed = terms.closed();
        if (closed != null && terms.awaitsOrder() && command.round() == closed.round()) {
            apply(new LobbyShuffled(
                    command.line(),
                    command.round(),
                    command.randomness(),
                    command.signature(),
                    command.secret(),
                    command.seed(),
                    command.by(),
                    clock.instant()));
        }
        return terms.shuffled() != null;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(EaseAdmission command, Clock clock) {
        if (isOpened() && command.percent() != terms.percent()) {
            apply(new AdmissionEased(
                    command.line(),
                    terms.percent(),
                    command.percent(),
                    command.cause(),
                    clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordLetIn command, Clock clock) {
        if (!isOpened()) {
            throw new Refused(WaitingRefusal.LINE_CLOSED);
        }
        apply(new PersonLetIn(
                command.line(),
                command.user(),
                command.token(),
                command.by(),
                command.reason(),
                clock.instant()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordThrownOut command, Clock clock) {
        apply(new PersonThrownOut(
                command.line(),
                command.user(),
                command.token(),
                command.by(),
                command.reason(),
                clock.instant()));
    }

    private boolean isOpened() {
        return terms.capacity() > 0;
    }

    @EventSourcingHandler
    void evolve(LineEvent event) {
        stream = LineCommand.streamOf(event.line());
        terms = terms.after(event);
    }
}
