package encore.wish;

import encore.concert.FindTerms;
import encore.kernel.Queries;
import encore.kernel.TokenId;
import encore.kernel.work.DueWork;
import encore.waiting.GrantedTokens;
import encore.wish.OpenWishes.DueOffer;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;

/** Who is offered seats is let in for them, beside the line, from the moment they can be paid. */
@Component
class WhenOfferCanBePaidThenLetIn {

    private final OpenWishes wishes;
    private final GrantedTokens tokens;
    private final Queries queries;
    private final DueWork dueWork;
    private final Clock clock;

    WhenOfferCanBePaidThenLetIn(
            OpenWishes wishes,
            GrantedTokens tokens,
            Queries queries,
            DueWork dueWork,
            Clock clock) {
        this.queries = queries;
        this.wishes = wishes;
        this.tokens = tokens;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${encore.wish.let-in-every:1s}")
    void letIn() {
        dueWork.perform("due-offers", this::due, this::letIn);
    }

    private List<DueOffer> due(@Nullable DueOffer last, int atMost) {
        return wishes.due(clock.instant(), last, atMost);
    }

    /**
     * A token that is needed has the id of the reservation, so that it is made once. Who is just
     * paying for something else is let in when that has ended.
     */
    private void letIn(DueOffer offer) {
        var line = queries.ask(new FindTerms(offer.performance())).line();
        var token = TokenId.of(line, offer.reservation().value());
        if (tokens.grant(offer.user(), token, offer.until())) {
            wishes.granted(offer.wish());
        }
    }
}
