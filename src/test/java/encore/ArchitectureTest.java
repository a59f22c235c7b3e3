package encore;

import encore.testing.BesideServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.Options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The drawings of the rooms in docs/ are made from the code. */
@BesideServers
@ResourceLock("the code")
class ArchitectureTest {

    private static final Path MADE = Path.of("target/docs");
    private static final Path MODULITH = Path.of("target/modulith");
    private static final String BEGIN = "<!-- rooms -->\n";
    private static final String END = "<!-- end of rooms -->\n";

    private final ApplicationModules rooms = ApplicationModules.of(Encore.class);

    @Test
    void the_drawing_in_words_is_of_this_code() throws IOException {
        var page = Files.readString(Path.of("docs/architecture.md"));
        isKept(
                "architecture.md",
                page.substring(0, page.indexOf(BEGIN))
                        + BEGIN
                        + drawing()
                        + page.substring(page.indexOf(END)));
    }

    @Test
    void the_drawing_of_modulith_is_of_this_code() throws IOException {
        new Documenter(rooms, Options.defaults().withOutputFolder(MODULITH.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults());
        isKept("rooms.puml", inOrder(Files.readAllLines(MODULITH.resolve("components.puml"))));
    }

    /** Modulith writes rooms and arrows in any order. */
    private static String inOrder(List<String> lines) {
        var ordered = new ArrayList<String>();
        var alike = new TreeSet<String>();
        for (var line : lines) {
            if (line.strip().startsWith("Component(") || line.startsWith("Rel(")) {
                alike.add(line);
            } else {
                ordered.addAll(alike);
                alike.clear();
                ordered.add(line);
            }
        }
        return String.join("\n", ordered) + "\n";
    }

    private static void isKept(String file, String made) throws IOException {
        Files.createDirectories(MADE);
        Files.writeString(MADE.resolve(file), made);
        assertThat(Path.of("docs", file))
                .as("The rooms have changed. On purpose? cp target/docs/* docs/")
                .exists()
                .hasContent(made);
    }

    /** Who knows whom; what is known by way of another room is left out. */
    private String drawing() {
        var knows = new TreeMap<String, Set<String>>();
        rooms.forEach(room -> knows.put(
                nameOf(room),
                room.getDirectDependencies(rooms)
                        .uniqueModules()
                        .map(ArchitectureTest::nameOf)
                        .collect(Collectors.toCollection(TreeSet::new))));
        return knows.entrySet().stream()
                .flatMap(room -> room.getValue().stream()
                        .filter(other -> room.getValue().stream()
                                .noneMatch(way -> !way.equals(other) && leadsTo(knows, way, other)))
                        .map(other -> "    %s --> %s\n".formatted(room.getKey(), other)))
                .collect(Collectors.joining("", "```mermaid\nflowchart TD\n", "```\n"));
    }

    private static boolean leadsTo(TreeMap<String, Set<String>> knows, String from, String to) {
        var next = knows.getOrDefault(from, Set.of());
        return next.contains(to) || next.stream().anyMatch(way -> leadsTo(knows, way, to));
    }

    private static String nameOf(ApplicationModule room) {
        return room.getIdentifier().toString();
    }
}
