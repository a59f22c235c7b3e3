package encore.http;

import encore.kernel.Operator;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * A request that came with the operator's credential, to a call that asks for it. A controller
 * method learns the operator's name by a parameter, {@link Operator}.
 */
public final class OperatorCall {

    static final String ATTRIBUTE = OperatorCall.class.getName();

    private OperatorCall() {}

    /** The credential was found right. */
    public static void by(Operator operator, HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, operator);
    }

    /** Who has sent a request; null when it is not the operator, or nobody asked. */
    public static @Nullable Operator of(HttpServletRequest request) {
        return (Operator) request.getAttribute(ATTRIBUTE);
    }
}
