package encore.concert.programme;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import encore.concert.programme.HallPlan.PlannedSection;
import encore.concert.programme.HallPlan.PriceClass;

import java.util.List;

/**
 * A performance as it stands now, with its hall.
 *
 * @param sections as they were announced
 * @param prices from the cheapest to the dearest
 */
public record PerformanceDetails(
        @JsonUnwrapped AnnouncedPerformance performance,
        List<PlannedSection> sections,
        List<PriceClass> prices) {}
