package encore.concert;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A block of equal rows at one price.
 *
 * @param rows how many rows, numbered from 1
 * @param seatsPerRow how many seats in each, numbered from 1
 * @param price of each seat, in points
 */
public record Section(
        @NotBlank @Size(max = 100) String name,
        @NotNull @Min(1) @Max(1_000) Integer rows,
        @NotNull @Min(1) @Max(1_000) Integer seatsPerRow,
        @NotNull @Min(1) @Max(100_000_000) Long price) {

    public int seats() {
        return Math.multiplyExact(rows, seatsPerRow);
    }
}
