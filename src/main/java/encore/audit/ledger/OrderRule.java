package encore.audit.ledger;

/**
 * What must hold of seats, of the reservations that have them, of the tokens that buy them and of
 * what the operator does.
 *
 * <p>Some of it was not yet so when a reservation was of one seat. Reservations opened and payments
 * begun then ({@code was_of_one_seat}) are held to the rules of their time.
 */
enum OrderRule implements Rule {

    // Rule 1 of docs/domain.md.
    SEAT_SOLD_TWICE(
            "a seat is sold once, and again only after it was refunded and given back", """
            select 'seat ' || seat as about, array[event_before, event] as events
              from (select *, lag(event) over sales as event_before,
                           lag(reservation) over sales as reservation_before,
                           lag(position) over sales as position_before
                      from sale window sales as (partition by seat order by position)) again
             where event_before is not null and not exists (
                   select from seat_change back join refund
                       on refund.reservation = back.reservation and refund.position < back.position
                    where back.kind = 'RELEASED' and back.seat = again.seat
                      and back.reservation = again.reservation_before
                      and refund.position > again.position_before
                      and back.position < again.position)
            """),

    // Rule 10 of docs/domain.md.
    HELD_TORN("the seats of a reservation are held together, for one user until one moment", """
            select 'reservation ' || reservation as about,
                   array[opening.event] || array_remove(
                       array_agg(held.event order by held.position), null) as events
              from opening join seats_named opened using (event)
              left join (select * from seat_change where kind = 'HELD') held using (reservation)
             group by reservation, opening.event, opened.seats
            having array_remove(array_agg(held.seat order by held.seat), null) <> opened.seats
                or bool_or(held.until <> opening.until or held.free_from <> opening.free_from
                       or held.account <> opening.account)
            union all
            select 'reservation ' || reservation, array_agg(event order by position)
              from seat_change held
             where kind = 'HELD' and not exists (select from opening
                   where opening.reservation = held.reservation)
             group by reservation
            """),

    ORDER_TORN("a payment is sold all of its seats or none", """
            select 'payment ' || request.payment as about,
                   array_remove(array_agg(answer.event order by answer.position), null) as events
              from request join named_seat named using (event)
              left join seat_change answer
                on answer.payment = request.payment and answer.seat = named.seat
             group by request.payment
            having count(answer.event) > 0
               and (count(distinct answer.kind) > 1
                    or count(distinct answer.seat) < count(distinct named.seat))
            """),

    RELEASED_BEFORE_THE_END("a seat is given back when its reservation is over, as that says", """
            select 'seat ' || seat as about, array[event] as events
              from seat_change back
             where kind = 'RELEASED' and not exists (select from ending
                   where ending.reservation = back.reservation
                     and ending.position < back.position
                     and ending.free_from is not distinct from back.free_from)
            """),

    /** What gives seats back follows a moment later. */
    SEATS_NOT_GIVEN_BACK("when a reservation is over all of its seats are given back", """
            select 'reservation ' || reservation as about,
                   array[ending.event] || array_agg(turn.event order by turn.position) as events
              from ending join seat_turn turn using (reservation)
             where turn.is_newest and turn.kind in ('HELD', 'SOLD')
               and ending.millis < :now - 60000
             group by reservation, ending.event
            """),

    // Rule 11 of docs/domain.md.
    TOKEN_BOUGHT_TWICE("a token buys once", """
            select 'token ' || token as about, array_agg(outcome.event order by outcome.position)
                       as events
              from outcome join request using (payment)
             where outcome.kind = 'PAID' and not was_of_one_seat
             group by token having count(*) > 1
            """),

    TOKEN_SPENT_TWICE("a token is spent again only after it was regained", """
            select 'token ' || token as about, array[event_before, event] as events
              from (select *, lag(event) over uses as event_before,
                           lag(kind) over uses as kind_before
                      from token_change where kind in ('SPENT', 'REGAINED')
                    window uses as (partition by token order by position)) used
             where kind = 'SPENT' and kind_before = 'SPENT'
            """),

    /** Who was never let in has no token to spend. */
    PAID_TOKEN_NOT_SPENT("a paid reservation's token was spent on it", """
            select 'payment ' || payment as about, array[outcome.event] as events
              from outcome join request using (payment)
             where outcome.kind = 'PAID' and not was_of_one_seat
               and exists (select from token_change entered
                    where entered.token = request.token and entered.kind = 'ACTIVATED')
               and not exists (select from token_change spent
                    where spent.token = request.token and spent.kind = 'SPENT'
                      and spent.payment = request.payment)
            """),

    /**
     * The token is the one its user was inside with then. One who was let out at the same time is
     * not told of: what ends first is a matter of luck. Who is offered seats is given a token
     * later.
     */
    HOLD_OUTLIVES_TOKEN(
            "a hold lasts no longer than its user's token, as that was known then", """
            select 'reservation ' || reservation as about, array[known.event, hold.event] as events
              from (select *, max(token_position) over (
                               partition by account order by position) as newest
                      from (select position, event, account, reservation, until,
                                   null::int8 as token_position
                              from opening where not was_of_one_seat and payable_from is null
                            union all
                            select position, null, account, null, null, position
                              from token_change where kind in ('ACTIVATED', 'EXTENDED', 'EXPIRED')
                           ) lives) hold
              join token_change known on known.position = hold.newest
             where hold.reservation is not null and hold.until > known.until
            """),

    // Rule 12 of docs/domain.md.
    REFUND_WITHOUT_PAYMENT("only a reservation that is paid is refunded", """
            select 'reservation ' || reservation as about, array[event] as events
              from refund
             where not exists (select from outcome
                   where outcome.kind = 'PAID' and outcome.payment = refund.payment
                     and outcome.reservation = refund.reservation
                     and outcome.position < refund.position)
            """),

    RESERVATION_REFUNDED_TWICE("a reservation is refunded once", """
            select 'reservation ' || reservation as about,
                   array_agg(event order by position) as events
              from refund group by reservation having count(*) > 1
            """),

    REFUND_NOT_AS_PAID("a refund is of all that was paid for, to who paid", """
            select 'reservation ' || refund.reservation as about,
                   array[request.event, refund.event] as events
              from refund join request using (payment)
              join seats_named asked on asked.event = request.event
              left join seats_named given on given.event = refund.event
             where refund.amount <> request.amount or refund.account <> request.account
                or given.seats is distinct from asked.seats
            """),

    /** What gives points back follows a moment later. */
    POINTS_NOT_GIVEN_BACK("a refund gives the points back", """
            select 'reservation ' || reservation as about, array[event] as events
              from refund
             where amount > 0 and millis < :now - 60000
               and not exists (select from account_line line
                    where line.kind = 'REFUNDED' and line.reference = refund.payment)
            """),

    /** What is offered is kept for somebody who can't pay before that moment. */
    SEAT_TAKEN_TOO_EARLY("nobody else is given a seat before the moment drawn for it", """
            select 'seat ' || seat as about, array[event_before, event] as events
              from seat_turn
             where kind in ('HELD', 'SOLD')
               and (kind_before = 'HELD' and reservation_before <> reservation
                        and millis < free_from_before
                    or kind_before in ('RELEASED', 'UNBLOCKED') and millis < free_from_before
                        and not exists (select from opening offer
                             where offer.reservation = seat_turn.reservation
                               and offer.payable_from >= free_from_before)
                    or kind_before = 'SOLD' and kind = 'HELD')
            """),

    BLOCKED_SEAT_SOLD("a seat that the operator keeps is neither held nor sold", """
            select 'seat ' || seat as about, array[event_before, event] as events
              from seat_turn where kind in ('HELD', 'SOLD') and kind_before = 'BLOCKED'
            """),

    // Rule 14 of docs/domain.md.
    /** For a refund the operator need give no reason; a shuffle is the doors' own. */
    ACT_UNEXPLAINED("what the operator does tells who did it, and why", """
            select act as about, array[event] as events
              from operator_act
             where coalesce(trim(operator), '') = '' or trim(reason) = ''
                or reason is null and act not in ('ReservationRefunded', 'LobbyShuffled')
            """);

    private final String says;
    private final String whoBreaksIt;

    OrderRule(String says, String whoBreaksIt) {
        this.says = says;
        this.whoBreaksIt = whoBreaksIt;
    }

    @Override
    public String says() {
        return says;
    }

    @Override
    public String whoBreaksIt() {
        return whoBreaksIt;
    }
}
