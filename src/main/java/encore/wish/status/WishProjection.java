package encore.wish.status;

import encore.kernel.ProcessorNames;
import encore.readmodel.Rows;
import encore.wish.WishEvent;
import encore.wish.WishEvent.WishLapsed;
import encore.wish.WishEvent.WishMade;
import encore.wish.WishEvent.WishOffered;
import encore.wish.WishEvent.WishTaken;
import encore.wish.WishEvent.WishWithdrawn;
import encore.wish.status.WishView.Status;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/** Keeps the table {@code wish}: every wish with its state, in the order of making. */
@Component
@ProcessingGroup(WishProjection.NAME)
class WishProjection {

    static final String NAME = ProcessorNames.PROJECTION + "wish";

    @EventHandler
    void on(WishEvent event, TrackingToken position, Rows<WishRow> wishes) {
        var id = event.wish().value();
        switch (event) {
            case WishMade e -> wishes.put(WishRow.made(e, position.position().orElseThrow()));
            case WishOffered e -> wishes.change(id, row -> row.offered(e));
            case WishTaken e -> wishes.change(id, row -> row.status = Status.TAKEN);
            case WishLapsed e -> wishes.change(id, row -> row.status = Status.LAPSED);
            case WishWithdrawn e -> wishes.change(id, row -> row.status = Status.WITHDRAWN);
        }
    }
}
