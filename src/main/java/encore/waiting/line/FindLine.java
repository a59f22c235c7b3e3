package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.Query;

/** How is this line? Refused with LINE_CLOSED for one that nobody has opened. */
public record FindLine(LineName line) implements Query<LineView> {}
