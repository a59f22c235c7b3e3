package encore.audit.ledger;

/** What must hold of points and payments, and of how events are stored. */
enum PaymentRule implements Rule {
    STREAM_BROKEN("a stream's events are numbered from 0, in order, without gap or repeat", """
            select stream as about, array_remove(array[previous, event], null) as events
              from (select stream, event, sequence, lag(event) over history as previous,
                           coalesce(lag(sequence) over history, -1) as before
                      from stored
                    window history as (partition by stream order by position)) numbered
             where sequence <> before + 1
            """),

    // Rule 2 of docs/domain.md.
    BALANCE_WRONG("each balance is the one before it, more or less the amount", """
            select 'account ' || account || ' has ' || balance || ' instead of ' || due as about,
                   array_remove(array[previous, event], null) as events
              from (select account, event, balance, lag(event) over history as previous,
                           coalesce(lag(balance) over history, 0) + change as due
                      from account_line
                    window history as (partition by account order by position)) replayed
             where balance <> due
            """),

    BALANCE_NEGATIVE("a balance is never negative", """
            select 'account ' || account || ' has ' || balance as about, array[event] as events
              from account_line where balance < 0
            """),

    AMOUNT_NOT_POSITIVE("an amount is positive", """
            select 'account ' || account || ': ' || kind || ' ' || amount as about,
                   array[event] as events
              from account_line where amount <= 0
            """),

    POINTS_LOST("points charged are on the account or deducted and not refunded", """
            select 'account ' || account || ' has ' || on_account || ' instead of ' || due as about,
                   array[newest] as events
              from (select account, sum(change) as due,
                           (array_agg(balance order by position desc))[1] as on_account,
                           (array_agg(event order by position desc))[1] as newest
                      from account_line group by account) accounts
             where on_account <> due
            """),

    CHARGED_TWICE("a charge is made once", """
            select 'charge ' || reference as about, array_agg(event order by position) as events
              from account_line where kind = 'CHARGED' group by reference having count(*) > 1
            """),

    DEDUCTED_TWICE("a payment takes points once", """
            select 'payment ' || reference as about, array_agg(event order by position) as events
              from account_line where kind = 'DEDUCTED' group by reference having count(*) > 1
            """),

    REFUNDED_TWICE("a payment gives points back once", """
            select 'payment ' || reference as about, array_agg(event order by position) as events
              from account_line where kind = 'REFUNDED' group by reference having count(*) > 1
            """),

    REFUND_WITHOUT_DEDUCTION("only what a payment took is given back", """
            select 'payment ' || reference as about, array[event] as events
              from account_line refund
             where kind = 'REFUNDED' and not exists (
                   select from account_line taken
                    where taken.kind = 'DEDUCTED' and taken.reference = refund.reference
                      and taken.account = refund.account and taken.amount = refund.amount
                      and taken.position < refund.position)
            """),

    PAYMENT_REQUESTED_TWICE("a payment is begun once", """
            select 'payment ' || payment as about, array_agg(event order by position) as events
              from request group by payment having count(*) > 1
            """),

    PAYMENT_ENDED_TWICE("a payment ends once", """
            select 'payment ' || payment as about, array_agg(event order by position) as events
              from outcome group by payment having count(*) > 1
            """),

    RESERVATION_PAID_TWICE("a reservation is paid once", """
            select 'reservation ' || reservation as about,
                   array_agg(event order by position) as events
              from outcome where kind = 'PAID' group by reservation having count(*) > 1
            """),

    STEP_WITHOUT_REQUEST("nothing is done for a payment before it was asked for", """
            select 'payment ' || payment as about, array_agg(event order by position) as events
              from payment_step step
             where not exists (select from request
                   where request.payment = step.payment and request.position < step.position)
             group by payment
            """),

    STEP_NOT_AS_REQUESTED("a payment takes the amount, and gives the seats, that were asked", """
            select 'payment ' || payment as about, array[request.event, step.event] as events
              from payment_step step join request using (payment)
             where step.account <> request.account or step.amount <> request.amount
                or step.reservation <> request.reservation or step.token <> request.token
                or step.seat is not null and not exists (select from named_seat named
                   where named.event = request.event and named.seat = step.seat)
            """),

    // Rule 3 of docs/domain.md.
    PAID_WITHOUT_ONE_SALE("a paid reservation has each of its seats sold once, and no other", """
            select 'payment ' || payment as about,
                   array[outcome.event] || array_remove(
                       array_agg(sale.event order by sale.position), null) as events
              from outcome join request using (payment)
              join seats_named asked on asked.event = request.event
              left join sale using (payment)
             where kind = 'PAID' group by payment, outcome.event, request.event, asked.seats
            having array_remove(array_agg(sale.seat order by sale.seat), null) <> asked.seats
            """),

    PAID_WITHOUT_ONE_DEDUCTION("a paid reservation has one deduction, or none if it is free", """
            select 'payment ' || payment as about,
                   array[outcome.event] || array_remove(
                       array_agg(line.event order by line.position), null) as events
              from outcome join request using (payment) left join account_line line
                on line.reference = payment and line.kind = 'DEDUCTED'
             where outcome.kind = 'PAID'
             group by payment, outcome.event, request.event, request.amount
            having count(line.event) <> case request.amount when 0 then 0 else 1 end
            """),

    PAID_AND_REFUNDED("what was paid is given back only when its reservation is refunded", """
            select 'payment ' || payment as about, array[outcome.event, line.event] as events
              from outcome join account_line line
                on line.reference = payment and line.kind = 'REFUNDED'
             where outcome.kind = 'PAID' and not exists (select from refund
                   where refund.payment = outcome.payment and refund.position < line.position)
            """),

    /** A payment that was driven on ends a moment before its token does. */
    PAID_TOKEN_NOT_EXPIRED("a paid reservation has one expired token", """
            select 'payment ' || outcome.payment as about,
                   array[outcome.event] || array_remove(
                       array_agg(expiry.event order by expiry.position), null) as events
              from outcome join request using (payment)
              left join token_change expiry
                on expiry.token = request.token and expiry.kind = 'EXPIRED'
             where outcome.kind = 'PAID'
             group by outcome.payment, outcome.event, millis
            having count(expiry.event) > 1
                or count(expiry.event) = 0 and millis < :now - 60000
            """),

    REJECTED_AND_SOLD("a rejected payment has sold no seat", """
            select 'payment ' || payment as about, array[outcome.event, sale.event] as events
              from outcome join sale using (payment) where kind = 'REJECTED'
            """),

    REJECTED_NOT_REFUNDED("a rejected payment has taken nothing, or given all of it back", """
            select 'payment ' || payment as about,
                   array[outcome.event] || array_agg(line.event order by line.position) as events
              from outcome join account_line line
                on line.reference = payment and line.kind in ('DEDUCTED', 'REFUNDED')
             where outcome.kind = 'REJECTED'
             group by payment, outcome.event having sum(line.change) <> 0
            """);

    private final String says;
    private final String whoBreaksIt;

    PaymentRule(String says, String whoBreaksIt) {
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
