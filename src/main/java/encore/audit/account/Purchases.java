package encore.audit.account;

import encore.kernel.EventLog;
import encore.kernel.PaymentId;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.payment.outcome.FindPayment;
import encore.payment.outcome.PaymentRefusal;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationId;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What payments were for. A payment's request lies in the stream of its reservation, and a read
 * model says which that is; what is told comes from the event.
 */
@Component
class Purchases {

    private final EventLog eventLog;
    private final Queries queries;

    Purchases(EventLog eventLog, Queries queries) {
        this.eventLog = eventLog;
        this.queries = queries;
    }

    /** The requests of these payments, as far as they can be found. */
    Map<PaymentId, PaymentRequested> of(Collection<PaymentId> payments) {
        var streams = new HashSet<String>();
        payments.forEach(payment -> streams.addAll(streamOf(payment)));
        var requests = new HashMap<PaymentId, PaymentRequested>();
        for (var stored : eventLog.of(streams)) {
            if (stored.message().getPayloadType() == PaymentRequested.class) {
                var request = (PaymentRequested) stored.event();
                requests.put(request.payment(), request);
            }
        }
        return requests;
    }

    private List<String> streamOf(PaymentId payment) {
        try {
            var found = queries.ask(new FindPayment(payment));
            return List.of(new ReservationId(found.reservationId()).toString());
        } catch (Refused e) {
            if (!e.is(PaymentRefusal.PAYMENT_NOT_FOUND)) {
                throw e;
            }
            return List.of();
        }
    }
}
