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
import encore.waiting.WaitingTokenEvent.TokenSpent;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/** Keeps the table {@code line}: every token with its state, in the order of joining. */
@Component
@ProcessingGroup(LineProjection.NAME)
class LineProjection {

    static final String NAME = ProcessorNames.PROJECTION + "line";

    @EventHandler
    void on(WaitingTokenEvent event, TrackingToken position, Rows<PlaceRow> line) {
        var token = event.token().value();
        switch (event) {
            case TokenIssued e ->
                line.put(PlaceRow.issued(e, position.position().orElseThrow()));
            case TokenActivated e -> line.change(token, place -> place.activated(e));
            case TokenGranted e ->
                line.put(PlaceRow.granted(e, position.position().orElseThrow()));
            case TokenExtended e -> line.change(token, place -> place.expiresAt = e.until());
            case TokenExpired e -> line.change(token, place -> place.expired(e));
            case TokenSpent e -> {}
            case TokenDeclined e -> {}
            case TokenRegained e -> {}
        }
    }
}
