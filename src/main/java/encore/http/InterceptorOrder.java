package encore.http;

/** The order in which a request is looked at before its controller runs. */
public final class InterceptorOrder {

    /** Is it the operator, where only the operator may call? */
    public static final int OPERATOR = 0;
    /** Is the waiting token one of ours? */
    public static final int IDENTIFY = 10;
    /** Is it the shop, where only the shop may call? */
    public static final int ISSUER = 15;
    /** Has it the parameters of the call and no others, and is its body JSON? */
    static final int FORM = 18;
    /** Was this very request answered before? */
    public static final int REPLAY = 20;
    /** Is the waiting token active? */
    public static final int ADMIT = 30;
    /** From here on the request counts as begun. */
    public static final int CLAIM = 40;

    private InterceptorOrder() {}
}
