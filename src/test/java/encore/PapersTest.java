package encore;

import encore.testing.BesideServers;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The papers: a short front door in two languages, links that lead somewhere, true names. */
@BesideServers
class PapersTest {

    private static final List<String> FRONT_DOORS = List.of("README.md", "README.ko.md");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
    private static final Pattern COMMENT = Pattern.compile("(?m)^# .*$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#([^)]+))?\\)");

    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w+\\b");
    private static final Pattern QUOTED =
            Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]*)*)(?:\\.\\w+)?`");
    private static final Set<String> OF_AXON = Set.of("EventMultiUpcaster");

    @Test
    void it_is_short() throws IOException {
        for (var door : FRONT_DOORS) {
            assertThat(Files.readAllLines(Path.of(door))).as(door).hasSizeLessThanOrEqualTo(150);
        }
    }

    @Test
    void both_languages_have_the_same_commands() throws IOException {
        assertThat(commands("README.ko.md")).isNotEmpty().isEqualTo(commands("README.md"));
    }

    private static List<String> commands(String door) throws IOException {
        return CODE.matcher(Files.readString(Path.of(door)))
                .results()
                .map(MatchResult::group)
                .map(code -> COMMENT.matcher(code).replaceAll("#"))
                .toList();
    }

    @Test
    void every_link_leads_somewhere() throws IOException {
        for (var page : pages()) {
            LINK.matcher(Files.readString(page)).results().forEach(link -> {
                var target = page.resolveSibling(link.group(1));
                assertThat(target).as("%s in %s", link.group(), page).exists();
                if (link.group(3) != null) {
                    assertThat(anchors(target)).as(link.group()).contains(link.group(3));
                }
            });
        }
    }

    private static List<Path> pages() throws IOException {
        try (var top = Files.list(Path.of("."));
                var docs = Files.list(Path.of("docs"))) {
            return Stream.concat(top, docs)
                    .filter(p -> p.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** A class that a paper names is there, under that name. */
    @Test
    void every_name_is_one_of_the_code() throws IOException {
        var code = new TreeSet<>(OF_AXON);
        try (var files = Files.walk(Path.of("src"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                NAME.matcher(Files.readString(file)).results().forEach(n -> code.add(n.group()));
            }
        }
        for (var page : pages()) {
            QUOTED.matcher(Files.readString(page))
                    .results()
                    .forEach(quoted -> assertThat(code)
                            .as("%s in %s", quoted.group(), page)
                            .contains(quoted.group(1)));
        }
    }

    private static List<String> anchors(Path page) {
        try (var lines = Files.lines(page)) {
            return lines.filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("#+ ", "")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z0-9 -]", "")
                            .replace(' ', '-'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
