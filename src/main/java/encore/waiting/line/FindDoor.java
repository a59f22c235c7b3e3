package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.Query;

/** What meets somebody who wants to join this line? */
public record FindDoor(LineName line) implements Query<FindDoor.Door> {

    /**
     * What meets them.
     *
     * @param takesPeople whether they can join
     * @param hasRoom whether they would come in at once
     * @param work what joining costs, in bits; 0 for nothing
     */
    public record Door(boolean takesPeople, boolean hasRoom, int work) {

        static final Door CLOSED = new Door(false, false, 0);
    }
}
