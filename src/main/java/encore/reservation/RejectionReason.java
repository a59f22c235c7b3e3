package encore.reservation;

/** Why a payment came to nothing. */
public enum RejectionReason {
    /** The balance was too small (포인트부족); the reservation can still be paid. */
    INSUFFICIENT_POINTS,
    /** The waiting token is over, or another payment has spent it. */
    TOKEN_USED,
    /** The hold lapsed while paying and somebody else got the seat; refunded. */
    HOLD_LOST
}
