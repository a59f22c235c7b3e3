package encore.concert.programme;

import encore.concert.PerformanceEvent.AnnouncedSection;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The sections of a hall, as they were announced. */
record HallPlan(List<PlannedSection> sections) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * A block of rows at one price.
     *
     * @param price in points
     * @param rows how many rows
     * @param rowLabels what each row is called, from the first to the last
     * @param seats how many seats in all
     */
    record PlannedSection(String name, long price, int rows, List<String> rowLabels, int seats) {

        private static PlannedSection of(AnnouncedSection section) {
            var layout = section.layout();
            return new PlannedSection(
                    section.name(),
                    section.price(),
                    section.rows(),
                    IntStream.rangeClosed(1, section.rows())
                            .mapToObj(row -> {
                                var label = layout == null
                                        ? null
                                        : layout.get(row - 1).label();
                                return label == null ? Integer.toString(row) : label;
                            })
                            .toList(),
                    section.seats());
        }
    }

    /**
     * The seats at one price.
     *
     * @param price in points
     * @param sections the names of the sections
     * @param seats how many seats in all
     */
    record PriceClass(long price, List<String> sections, int seats) {

        private PriceClass and(PlannedSection another) {
            var names = new ArrayList<>(sections);
            names.add(another.name());
            return new PriceClass(price, names, seats + another.seats());
        }
    }

    static HallPlan of(PerformanceScheduled e) {
        return new HallPlan(e.sections().stream().map(PlannedSection::of).toList());
    }

    static HallPlan parsed(String json) {
        return JSON.readValue(json, HallPlan.class);
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** From the cheapest to the dearest. */
    List<PriceClass> prices() {
        var classes = new TreeMap<Long, PriceClass>();
        for (var section : sections) {
            classes.merge(
                    section.price(),
                    new PriceClass(section.price(), List.of(section.name()), section.seats()),
                    (known, one) -> known.and(section));
        }
        return List.copyOf(classes.values());
    }
}
