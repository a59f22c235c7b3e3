package encore.waiting.steering;

import encore.kernel.LineName;

import java.util.List;

/** What this node knows of all lines. */
public interface KnownTerms {

    List<LineName> names();

    /** How much a line lets in of what it could. */
    int percent(LineName line);
}
