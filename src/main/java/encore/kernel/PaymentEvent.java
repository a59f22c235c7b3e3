package encore.kernel;

/** Something that has happened to a payment, in whichever room. */
public interface PaymentEvent extends Event {

    PaymentId payment();
}
