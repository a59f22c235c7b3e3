package encore.waiting.line;

import encore.kernel.ProcessorNames;
import encore.readmodel.Rows;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenDeclined;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenExtended;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import encore.waiting.WaitingTokenEvent.TokenRegained;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import encore.waiting.WaitingTokenEvent.TokenSpent;
import encore.waiting.steering.LineEvent;
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

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/**
 * Keeps the tables {@code line}, every token with its state, and {@code line_terms}, what holds of
 * each line.
 */
@Component
@ProcessingGroup(LineProjection.NAME)
class LineProjection {

    static final String NAME = ProcessorNames.PROJECTION + "line";

    @EventHandler
    void on(WaitingTokenEvent event, TrackingToken position, Rows<PlaceRow> line) {
        var token = event.token().value();
        long at = position.position().orElseThrow();
        switch (event) {
            case TokenIssued e -> line.put(PlaceRow.issued(e, at));
            case TokenActivated e -> line.change(token, place -> place.activated(e, at));
            case TokenGranted e -> {
                if (e.issuedAt().equals(e.at())) {
                    line.put(PlaceRow.granted(e, at));
                } else {
                    line.change(token, place -> place.letInBeside(e, at));
                }
            }
            case TokenExtended e -> line.change(token, place -> place.expiresAt = e.until());
            case TokenExpired e -> line.change(token, place -> place.expired(e, at));
            case TokenReturned e -> line.change(token, place -> place.returned(e, at));
            case TokenSpent e -> {}
            case TokenDeclined e -> {}
            case TokenRegained e -> {}
        }
    }

    @EventHandler
    void on(LineEvent event, Rows<LineRow> lines) {
        var line = event.line().value();
        if (event instanceof CapacityChanged begun && begun.from() == null) {
            lines.put(LineRow.begun(begun));
            return;
        }
        switch (event) {
            case CapacityChanged e -> lines.change(line, row -> row.holds(e.to(), e.at()));
            case PaceChanged e -> lines.change(line, row -> row.goesAt(e.to(), e.at()));
            case StateChanged e -> lines.change(line, row -> row.is(e.to(), e.at()));
            case MessageChanged e -> lines.change(line, row -> row.says(e));
            case PriceChanged e -> lines.change(line, row -> row.work = e.to());
            case DoorsScheduled e -> lines.change(line, row -> row.scheduled(e));
            case LobbyClosed e -> lines.change(line, row -> row.closed(e));
            case LobbyShuffled e -> lines.change(line, row -> row.shuffled(e));
            case AdmissionEased e -> lines.change(line, row -> row.lets(e.to(), e.at()));
            case PersonLetIn e -> {}
            case PersonThrownOut e -> {}
        }
    }
}
