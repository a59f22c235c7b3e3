package encore.http;

import encore.kernel.Refusal;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The refusals of all rooms, by status and name. */
public final class AllRefusals {

    private static final List<Refusal> ALL = scan();

    private AllRefusals() {}

    public static List<Refusal> list() {
        return ALL;
    }

    private static List<Refusal> scan() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Refusal.class));
        var all = scanner.findCandidateComponents("encore").stream()
                .map(found -> ClassUtils.resolveClassName(
                        Objects.requireNonNull(found.getBeanClassName()), null))
                .flatMap(room -> Arrays.stream(room.getEnumConstants()))
                .map(Refusal.class::cast)
                .sorted(Comparator.comparingInt(Refusal::status).thenComparing(Refusal::name))
                .toList();
        if (all.stream().map(Refusal::name).collect(Collectors.toSet()).size() < all.size()) {
            throw new IllegalStateException("two refusals of one name: " + all);
        }
        return all;
    }
}
