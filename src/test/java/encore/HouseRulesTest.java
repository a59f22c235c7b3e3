package encore;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import encore.kernel.Command;
import encore.kernel.Commands;
import encore.kernel.Event;
import encore.testing.BesideServers;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.spring.stereotype.Aggregate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules of the house: who may know whom, and what must not be found where. */
@BesideServers
@ResourceLock("the code")
class HouseRulesTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("encore");

    @Test
    void rooms_are_entered_by_their_doors() {
        ApplicationModules.of(Encore.class).verify();
    }

    @Test
    void there_are_no_cycles() {
        slices().matching("encore.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void aggregates_have_no_hidden_clock_and_no_random_ids() {
        noClasses()
                .that()
                .areAnnotatedWith(Aggregate.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("encore.http.NewId")
                .check(HOUSE);
    }

    @Test
    void nobody_asks_the_system_what_time_it_is() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .check(HOUSE);
    }

    @Test
    void aggregates_are_private_to_their_room() {
        classes()
                .that()
                .areAnnotatedWith(Aggregate.class)
                .should()
                .bePackagePrivate()
                .check(HOUSE);
    }

    @Test
    void projections_send_no_commands() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Projection")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Commands.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(CommandGateway.class)
                .check(HOUSE);
    }

    @Test
    void who_asks_about_the_past_changes_nothing() {
        noClasses()
                .that()
                .resideInAPackage("encore.audit..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Commands.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(CommandGateway.class)
                .check(HOUSE);
    }

    @Test
    void every_event_handler_is_a_projection_or_is_never_replayed() {
        var handlers = HOUSE.stream().filter(HouseRulesTest::handlesEvents).toList();
        assertThat(handlers).hasSizeGreaterThan(8).allSatisfy(handler -> {
            var group = handler.getAnnotationOfType(ProcessingGroup.class).value();
            if (handler.getSimpleName().endsWith("Projection")) {
                assertThat(group).startsWith("projection-");
            } else {
                assertThat(group).startsWith("automation-");
                assertThat(handler.isAnnotatedWith(DisallowReplay.class)).isTrue();
            }
        });
    }

    /** So that it can be built aside while another is read: what it knows, it was told. */
    @Test
    void projections_touch_nothing_but_their_rows() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Projection")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "encore..", "org.axonframework..")
                                .or(type(Component.class)))
                .andShould(haveNoInstanceFields())
                .check(HOUSE);
    }

    private static ArchCondition<JavaClass> haveNoInstanceFields() {
        return new ArchCondition<>("have no instance fields") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .forEach(field -> events.add(
                                SimpleConditionEvent.violated(field, field.getDescription())));
            }
        };
    }

    private static boolean handlesEvents(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method -> method.isAnnotatedWith(EventHandler.class));
    }

    @Test
    void events_are_records_of_a_sealed_door() {
        areRecordsOfASealedDoor(Event.class);
    }

    @Test
    void commands_are_records_of_a_sealed_door() {
        areRecordsOfASealedDoor(Command.class);
    }

    private static void areRecordsOfASealedDoor(Class<?> kind) {
        assertThat(HOUSE.stream()
                        .filter(type -> type.isAssignableTo(kind) && !type.isInterface())
                        .map(JavaClass::reflect))
                .hasSizeGreaterThan(15)
                .allSatisfy(type -> {
                    assertThat(type.isRecord()).as("%s is a record", type).isTrue();
                    assertThat(type.getInterfaces())
                            .as("the doors of %s", type)
                            .anyMatch(door -> door.isSealed() && kind.isAssignableFrom(door));
                });
    }

    /** So that each file can be read after those it needs. */
    @Test
    void there_are_no_circles_between_files() {
        var needs = new TreeMap<String, Set<String>>();
        for (var type : HOUSE) {
            var file = fileOf(type);
            type.getDirectDependenciesFromSelf().stream()
                    .map(need -> fileOf(need.getTargetClass()))
                    .filter(other -> other.startsWith("encore.") && !other.equals(file))
                    .forEach(other ->
                            needs.computeIfAbsent(file, f -> new TreeSet<>()).add(other));
        }
        // Whoever needs nobody that is left is taken away, until all are, or a circle is left.
        boolean more = true;
        while (more) {
            more = needs.values().removeIf(others -> others.stream().noneMatch(needs::containsKey));
        }
        assertThat(needs).isEmpty();
    }

    private static String fileOf(JavaClass type) {
        var name = type.getBaseComponentType().getFullName();
        var nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    @Test
    void no_field_injection() {
        noFields().should().beAnnotatedWith(Autowired.class).check(HOUSE);
    }

    @Test
    void no_names_that_say_nothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Dto|Service|Manager|Impl|Facade|Helper|Util|Utils)")
                .check(HOUSE);
    }

    /** So that a name in a conversation is one thing. */
    @Test
    void no_two_files_have_one_name() {
        assertThat(HOUSE.stream()
                        .filter(type -> type.isTopLevelClass()
                                && !type.getSimpleName().equals("package-info"))
                        .map(JavaClass::getSimpleName))
                .hasSizeGreaterThan(200)
                .doesNotHaveDuplicates();
    }

    /** Else it could be of another that runs beside it. */
    @Test
    void who_looks_for_stack_traces_in_what_is_printed_is_alone() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var test = Files.readString(file);
                if (test.contains("(CapturedOutput ") && test.contains("\"\\tat \"")) {
                    assertThat(test).as("%s", file).contains("@Isolated");
                }
            }
        }
    }

    @Test
    void caches_are_bounded() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Stream.of(Files.readString(file).split("Caffeine\\.newBuilder\\(\\)"))
                        .skip(1)
                        .map(built -> built.substring(0, built.indexOf(".build(")))
                        .forEach(built -> assertThat(built)
                                .as("a cache of %s", file)
                                .containsAnyOf(".maximumSize(", ".maximumWeight("));
            }
        }
    }

    @Test
    void lines_end_at_a_hundred_columns_and_files_stay_readable() throws IOException {
        // The formatter gives each argument a line of its own, and tests have many.
        var longest = Map.of("src/main/java", 300, "src/test/java", 340, "src/benchmark/java", 340);
        for (var root : longest.entrySet()) {
            try (var files = Files.walk(Path.of(root.getKey()))) {
                for (var file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    var lines = Files.readAllLines(file);
                    assertThat(lines).as("%s", file).allMatch(line -> line.length() <= 100);
                    assertThat(lines.size()).as("lines of %s", file).isLessThan(root.getValue());
                }
            }
        }
    }
}
