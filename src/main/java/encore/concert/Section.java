package encore.concert;

import encore.kernel.Words;

/**
 * A block of equal rows at one price.
 *
 * @param rows how many rows, numbered from 1
 * @param seatsPerRow how many seats in each, numbered from 1
 * @param price of each seat
 */
public record Section(SectionName name, int rows, int seatsPerRow, Price price) {

    /** The most rows, and the most seats in each. */
    public static final int MOST = 1_000;

    public Section {
        Words.complete(name, price);
        Words.number(rows, 1, MOST, "unfit.extent");
        Words.number(seatsPerRow, 1, MOST, "unfit.extent");
    }

    int seats() {
        return rows * seatsPerRow;
    }
}
