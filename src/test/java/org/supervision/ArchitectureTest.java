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
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.supervision.access.Access;
import org.supervision.access.Route;
import org.supervision.disclosure.BundleSources;
import org.supervision.engine.EngineClock;
import org.supervision.session.RecordVersion;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.supervision", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** The features of the domain, the later may know the earlier. */
    private static final List<String> FEATURES = List.of(
            "people",
            "agreement",
            "caseload",
            "session",
            "absence",
            "missedsession",
            "disagreement",
            "review",
            "personalmatter",
            "disclosure",
            "retention",
            "subjectaccess");

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
    static final ArchRule contentIsReadThroughTheGate =
            classes().that().resideInAPackage("org.supervision..").should(new AskBeforeTheyReadContent());

    @ArchTest
    static final ArchRule whatIsHeldOfSomebodyIsCopiedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..disclosure..")
            .and()
            .doNotHaveSimpleName("SubjectData") // its service asks before it shows the copy
            .should()
            .callMethod(BundleSources.class, "partsOf", RecordVersion.class)
            .because("whoever shows content asks the gate");

    @ArchTest
    static final ArchRule onlyFormsOfOnesOwnTasksCountAsSuch = noClasses()
            .that()
            .resideOutsideOfPackage("..access..")
            .and()
            .haveNameNotMatching(
                    ".*\\.(FormService|PrepareSessionForm|WriteRecordForm|Readings.*)") // the last only says it in
            // words
            .should()
            .accessField(Route.class, "FORM")
            .because("it makes a task a ground to read, and only there the task is known to be the reader's");

    @ArchTest
    static final ArchRule mailKnowsNothingOfContent = noClasses()
            .that()
            .resideInAPackage("..notification..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..agreement..", "..session..", "..review..", "..missedsession..", "..access..")
            .because("what it cannot know it cannot send (B6)");

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
            .haveSimpleNameEndingWith("Deadlines")
            .orShould()
            .haveSimpleNameEndingWith("Configuration")
            .because("rules belong to the feature, not to its wiring");

    /**
     * Where what people wrote comes out, outside of the feature that keeps it: only to classes that ask {@link Access}, or
     * to forms, which declare what they show so that it is asked for them.
     */
    private static final class AskBeforeTheyReadContent extends ArchCondition<JavaClass> {

        private static final Map<String, Set<String>> GETTERS = Map.ofEntries(
                Map.entry("org.supervision.session.RecordVersion", Set.of("content", "read")),
                Map.entry("org.supervision.session.SessionCases", Set.of("extract")),
                Map.entry("org.supervision.session.RecordSignature", Set.of("remark")),
                Map.entry("org.supervision.session.RecordAddendum", Set.of("addendum")),
                Map.entry("org.supervision.session.PersonalMatter", Set.of("wording")),
                Map.entry("org.supervision.session.Disagreement", Set.of("supervisorPosition", "superviseePosition")),
                Map.entry(
                        "org.supervision.disagreement.DisagreementReferral",
                        Set.of("raisedPosition", "decision", "reasons", "followUp")),
                Map.entry("org.supervision.disagreement.DisagreementAttempt", Set.of("ownPosition", "proposal")),
                Map.entry("org.supervision.disagreement.DisagreementFacts", Set.of("of", "positionOf", "addition")),
                Map.entry("org.supervision.session.ActionItem", Set.of("what")),
                Map.entry("org.supervision.session.SessionSummary", Set.of("casesDue")),
                Map.entry("org.supervision.session.OpenWork", Set.of("of")),
                Map.entry("org.supervision.agreement.AgreementTerm", Set.of("signedText")),
                Map.entry("org.supervision.agreement.AgreementTermService", Set.of("copyOf", "signed", "remarks")),
                Map.entry("org.supervision.agreement.TermsDrafting", Set.of("proposals")),
                Map.entry("org.supervision.agreement.AgreementFacts", Set.of("about", "withTerms", "withTermsToSign")),
                Map.entry("org.supervision.review.AgreementReview", Set.of("notes", "preparation")),
                Map.entry("org.supervision.review.ReviewFacts", Set.of("withPack", "withPreparations", "withOutcome")),
                Map.entry(
                        "org.supervision.missedsession.CaseFacts",
                        Set.of("forParties", "forManagers", "withBooked", "withClaim")));

        AskBeforeTheyReadContent() {
            super("ask before they read what people wrote");
        }

        @Override
        public void check(JavaClass reader, ConditionEvents events) {
            JavaClass asking = outermost(reader);
            if (asks(asking)) {
                return;
            }
            reader.getMethodCallsFromSelf().stream()
                    .filter(call -> GETTERS.getOrDefault(call.getTargetOwner().getName(), Set.of())
                            .contains(call.getName()))
                    .filter(call -> !asking.getPackageName()
                            .equals(call.getTargetOwner().getPackageName()))
                    .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
        }

        private static boolean asks(JavaClass reader) {
            boolean declares = reader.isAssignableTo(TaskForm.class)
                    && reader.tryGetMethod("contents", TaskContext.class).isPresent();
            return declares
                    || reader.getMethodCallsFromSelf().stream()
                            .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Access.class)
                                    && Set.of("open", "handOver").contains(call.getName()));
        }

        private static JavaClass outermost(JavaClass reader) {
            return reader.getEnclosingClass()
                    .map(AskBeforeTheyReadContent::outermost)
                    .orElse(reader);
        }
    }

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
