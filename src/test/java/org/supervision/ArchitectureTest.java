package org.supervision;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.supervision.engine.EngineClock;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.supervision", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** The features of the domain, the later may know the earlier. */
    private static final List<String> FEATURES = List.of("people", "agreement", "session", "missedsession", "review");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.supervision.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theEngineIsKnownOnlyWhereItIsDriven = noClasses()
            .that()
            .resideOutsideOfPackages("..process..", "..engine..", "..security..", "..taskform..", "..demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..")
            .because("the domain must be readable, and movable to another engine, without it");

    @ArchTest
    static final ArchRule featuresDoNotReachIntoEachOthersProcesses =
            classes().that().resideInAPackage("org.supervision..").should(new NotUseForeignProcessPackages());

    @ArchTest
    static final ArchRule timeComesFromTheOneClock = noClasses()
            .that()
            .areNotAssignableTo(EngineClock.class)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callConstructor(Date.class)
            .because("the demo, the tests and the engine move one clock");

    @ArchTest
    static final ArchRule dependenciesComeByConstructor = fields().should()
            .notBeAnnotatedWith(Autowired.class)
            .because("a bean that cannot be built by hand cannot be tested by hand");

    @ArchTest
    static final ArchRule processPackagesHoldAdaptersOnly = classes()
            .that()
            .resideInAPackage("org.supervision.(*).process..")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveSimpleNameEndingWith("Delegate")
            .orShould()
            .haveSimpleNameEndingWith("Listener")
            .orShould()
            .haveSimpleNameEndingWith("Form")
            .orShould()
            .haveSimpleNameEndingWith("Process")
            .orShould()
            .haveSimpleNameEndingWith("Start")
            .orShould()
            .haveSimpleNameEndingWith("DecisionTable")
            .orShould()
            .haveSimpleNameEndingWith("Cards")
            .orShould()
            .haveSimpleNameEndingWith("Configuration")
            .because("rules belong to the feature, not to its wiring");

    private static final class NotUseForeignProcessPackages extends ArchCondition<JavaClass> {

        NotUseForeignProcessPackages() {
            super("not use the process package of another feature");
        }

        @Override
        public void check(JavaClass user, ConditionEvents events) {
            user.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> isForeignProcess(user, dependency.getTargetClass()))
                    .forEach(dependency ->
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
        }

        private static boolean isForeignProcess(JavaClass user, JavaClass used) {
            return FEATURES.stream()
                    .map(feature -> "org.supervision." + feature)
                    .filter(feature -> used.getPackageName().startsWith(feature + ".process"))
                    .anyMatch(feature -> !user.getPackageName().startsWith(feature));
        }
    }
}
