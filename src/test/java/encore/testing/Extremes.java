package encore.testing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The outermost values of each kind, and those that have broken others' shops. */
public final class Extremes {

    private static final List<Integer> LENGTHS =
            List.of(1, 50, 51, 64, 65, 100, 101, 200, 201, 3_000, 60_000);

    private Extremes() {}

    /** Harmless to look at, hard to store, or the other way round. */
    public static List<String> texts() {
        var texts = new ArrayList<>(List.of(
                "",
                " ",
                "\t",
                "\u00A0",
                "\u3000",
                "\u200B",
                "\u3164",
                "A\u0000",
                "\u0000",
                "a\r\nforged line",
                "a\u001Bb",
                "a\u007Fb",
                "a\u0085b",
                "a\uD800b",
                "\uDC00",
                "a\uD83D",
                "a\u202Eb",
                "a\u2066b",
                "a\u2028b",
                "\uFEFFa",
                "a\uFFFFb",
                "a\u0378b",
                "\uD83D\uDE00",
                "\uD83D\uDC69\u200D\uD83C\uDFA4",
                "e\u0301",
                "서울",
                "'; drop table line;--",
                "\\u0000",
                "{}",
                "%00",
                "../../a",
                "-1",
                "1-14,17-30",
                "A.b_c-d",
                "b_c-d",
                "한".repeat(100),
                "한".repeat(200)));
        for (int length : LENGTHS) {
            texts.add("x".repeat(length));
        }
        return texts;
    }

    static LongStream numbers() {
        return LongStream.of(
                Long.MIN_VALUE,
                Integer.MIN_VALUE,
                -1,
                0,
                1,
                2,
                1_000,
                1_001,
                100_000,
                10_000_000,
                10_000_001,
                100_000_000,
                100_000_001,
                1_000_000_000,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE + 1L,
                Long.MAX_VALUE);
    }

    public static List<Instant> moments() {
        return List.of(
                Instant.MIN,
                Instant.MAX,
                Instant.EPOCH,
                Instant.parse("+1000000000-01-01T00:00:00Z"),
                Instant.parse("+59132-07-14T00:00:00Z"),
                Instant.parse("+294277-01-01T00:00:00Z"),
                Instant.parse("-4713-01-01T00:00:00Z"),
                Instant.parse("0000-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999999Z"),
                Instant.parse("2027-06-01T12:00:00.999999999Z"));
    }

    /**
     * All of one type, and nothing at all; those that can't even be made are left out.
     *
     * @throws IllegalArgumentException for a type that nobody has thought of yet
     */
    public static List<Object> of(RecordComponent part) {
        var type = part.getType();
        var all = new ArrayList<>(
                type == List.class
                        ? lists(part)
                        : type == Optional.class ? optionals(part) : of(type));
        if (!type.isPrimitive()) {
            all.add(null);
        }
        return all;
    }

    private static List<?> of(Class<?> type) {
        if (type == String.class) {
            return texts();
        }
        if (type == int.class || type == Integer.class) {
            return numbers().filter(n -> n == (int) n).mapToObj(n -> (int) n).toList();
        }
        if (type == long.class || type == Long.class) {
            return numbers().boxed().toList();
        }
        if (type == boolean.class) {
            return List.of(true, false);
        }
        if (type == Double.class) {
            return List.of(
                    1.0,
                    -0.0,
                    100_000.0,
                    100_000.1,
                    Double.MIN_VALUE,
                    Double.MAX_VALUE,
                    Double.NaN,
                    Double.NEGATIVE_INFINITY);
        }
        if (type == Instant.class) {
            return moments();
        }
        if (type == ZoneId.class) {
            return Stream.of("+18:00", "-18:00", "UTC", "Pacific/Kiritimati")
                    .map(ZoneId::of)
                    .toList();
        }
        if (type.isEnum()) {
            return List.of(type.getEnumConstants());
        }
        if (type.isRecord()) {
            return records(type).toList();
        }
        throw new IllegalArgumentException("nobody has thought of the extremes of " + type);
    }

    private static Class<?> elementOf(RecordComponent part) {
        return (Class<?>) ((java.lang.reflect.ParameterizedType) part.getGenericType())
                .getActualTypeArguments()[0];
    }

    private static List<?> optionals(RecordComponent part) {
        return Stream.concat(
                        Stream.of(Optional.empty()), records(elementOf(part)).map(Optional::of))
                .toList();
    }

    private static List<?> lists(RecordComponent part) {
        var element = elementOf(part);
        var lists = new ArrayList<List<?>>();
        lists.add(List.of());
        lists.add(Arrays.asList((Object) null));
        records(element).forEach(one -> {
            lists.add(List.of(one));
            lists.add(List.of(one, one));
        });
        made(element, plain(element)).ifPresent(one -> lists.add(Collections.nCopies(101, one)));
        return lists;
    }

    /** Each part with each extreme, the others plain. */
    private static Stream<?> records(Class<?> type) {
        var parts = type.getRecordComponents();
        var plain = plain(type);
        return IntStream.range(0, parts.length)
                .boxed()
                .flatMap(p -> of(parts[p]).stream().flatMap(value -> {
                    var changed = plain.clone();
                    changed[p] = value;
                    return made(type, changed).stream();
                }));
    }

    private static Object[] plain(Class<?> type) {
        return Stream.of(type.getRecordComponents()).map(Extremes::plain).toArray();
    }

    private static Object plain(RecordComponent part) {
        return part.getAnnotatedType().isAnnotationPresent(Nullable.class)
                ? null
                : of(part).stream()
                        .filter(v ->
                                v != null && !v.equals(0) && !(v instanceof Integer n && n < 0))
                        .findFirst()
                        .orElseThrow();
    }

    /** Of these parts, unless a rule forbids it. */
    public static <T> Optional<T> made(Class<T> type, Object... parts) {
        var types = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return Optional.of(type.getConstructor(types).newInstance(parts));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return Optional.empty();
            }
            throw new AssertionError(type + " of " + Arrays.toString(parts), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
