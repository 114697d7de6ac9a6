package mrs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.Decisions;
import mrs.hydrate.consolidation.EventStanding;
import mrs.hydrate.consolidation.GatheredReport;
import mrs.hydrate.consolidation.Offer;
import mrs.hydrate.consolidation.PlainRow;
import mrs.hydrate.consolidation.ReportSources;
import mrs.hydrate.consolidation.Rung;
import mrs.hydrate.consolidation.StandingEdits;
import mrs.jobs.config.MrsConfig;

/** Holds the code to its rooms: what each may know, and how much there is in it. */
@AnalyzeClasses(packages = "mrs", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final int MOST_TYPES = 25;
  private static final String DETECTION = "mrs.transforms.detection";
  private static final String RESILIENCE = "mrs.resilience";
  private static final String DELTA_ROOM = "mrs.jobs.warehouse.delta";
  private static final String FILES_ROOM = "mrs.serving.files";
  private static final String[] DELTA = {"org.apache.spark.sql.delta..", "io.delta.."};

  @ArchTest
  static final ArchRule noPackagesGoInACircle =
      slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

  /** But for upkeep, and for what answers questions without Spark. */
  @ArchTest
  static final ArchRule deltaIsTouchedInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackages(DELTA_ROOM, "mrs.jobs.maintain", FILES_ROOM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DELTA);

  @ArchTest
  static final ArchRule deltaKernelIsKnownInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage(FILES_ROOM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.delta.kernel..");

  @ArchTest
  static final ArchRule theDatabaseOfQuestionsIsKnownInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage("mrs.serving.query")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.duckdb..");

  @ArchTest
  static final ArchRule theLibraryOfFeastsIsKnownInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage("mrs.jobs.feasts")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("de.focus_shift..");

  @ArchTest
  static final ArchRule upkeepUsesThePublicApiOfDelta =
      noClasses()
          .that()
          .resideInAPackage("mrs.jobs.maintain")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(DELTA).and(not(resideInAPackage("io.delta.tables"))));

  @ArchTest
  static final ArchRule whatTheRoomOfDeltaHandsOutIsOurOwn =
      noMethods()
          .that()
          .areDeclaredInClassesThat(
              resideInAPackage(DELTA_ROOM).and(describe("are public", RoomsTest::isPublic)))
          .and()
          .arePublic()
          .should(ArchCondition.from(describe("name a class of Delta", RoomsTest::namesDelta)));

  @ArchTest
  static final ArchRule messagesAndTheDiskKnowNoOtherRoom =
      noClasses()
          .that()
          .resideInAnyPackage("mrs.jobs.messages", "mrs.jobs.disk")
          .should()
          .dependOnClassesThat(
              resideInAPackage("mrs..")
                  .and(not(resideInAnyPackage("mrs.jobs.messages", "mrs.jobs.disk"))));

  /** A question is answered before Spark would be ready. Who answers has to know the contracts. */
  @ArchTest
  static final ArchRule contractsReadersAndAnswersArePlainJava =
      noClasses()
          .that()
          .resideInAnyPackage(
              "mrs.contracts..",
              "mrs.serving..",
              "mrs.jobs.why",
              "mrs.jobs.ingest.read",
              "mrs.jobs.ingest.parse",
              "mrs.transforms.attribution.evidence")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  /** A receiver runs all day: it starts no Spark, and needs none. */
  @ArchTest
  static final ArchRule theIntakeIsPlainJava =
      noClasses()
          .that()
          .resideInAPackage("mrs.jobs.intake..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..", "org.apache.hadoop..", "io.delta..");

  /** Who explains a report without Spark has to know these. */
  @ArchTest
  static final ArchRule whatSourcesOfferAndDecisionsMeanIsPlainJava =
      noClasses()
          .that(
              belongToAnyOf(
                  Contributor.class,
                  Offer.class,
                  ReportSources.class,
                  Rung.class,
                  StandingEdits.class,
                  Decisions.class,
                  EventStanding.class,
                  PlainRow.class,
                  GatheredReport.class))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  @ArchTest
  static final ArchRule nothingOutsideDetectionKnowsItsRooms =
      noClasses()
          .that()
          .resideOutsideOfPackage(DETECTION + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(DETECTION + ".*..");

  /** What speaks Spark is on top: no room may import it. */
  @ArchTest
  static final ArchRule theRoomsOfDetectionPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("series")
          .definedBy(DETECTION + ".series..")
          .layer("passes")
          .definedBy(DETECTION + ".passes..")
          .layer("reports")
          .definedBy(DETECTION + ".reports..")
          .layer("model")
          .definedBy(DETECTION + ".model..")
          .layer("day")
          .definedBy(DETECTION + ".judging.day..")
          .layer("learning")
          .definedBy(DETECTION + ".judging.learning..")
          .layer("rules")
          .definedBy(DETECTION + ".judging.rules..")
          .layer("judging")
          .definedBy(DETECTION + ".judging")
          .layer("Spark")
          .definedBy(DETECTION)
          .whereLayer("series")
          .mayNotAccessAnyLayer()
          .whereLayer("passes")
          .mayOnlyAccessLayers("series")
          .whereLayer("reports")
          .mayOnlyAccessLayers("series")
          .whereLayer("model")
          .mayOnlyAccessLayers("series", "passes", "reports")
          .whereLayer("day")
          .mayOnlyAccessLayers("series", "passes", "reports", "model")
          .whereLayer("learning")
          .mayOnlyAccessLayers("series", "passes", "reports", "model", "day")
          .whereLayer("rules")
          .mayOnlyAccessLayers("series", "passes", "reports", "model", "day")
          .whereLayer("judging")
          .mayOnlyBeAccessedByLayers("Spark")
          .whereLayer("Spark")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule theRoomsOfDetectionKnowNoSpark =
      noClasses()
          .that()
          .resideInAPackage(DETECTION + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  /** But for the shelf of contracts: constants of tables and columns, looked up by name. */
  @ArchTest
  static void noPackageIsCrowded(JavaClasses classes) {
    assertThat(classes.getPackage("mrs").getSubpackagesInTree())
        .filteredOn(p -> types(p) > MOST_TYPES)
        .map(JavaPackage::getName)
        .containsExactly("mrs.contracts");
  }

  @ArchTest
  static void noTwoTypesShareAName(JavaClasses classes) {
    assertThat(
            classes.stream().filter(RoomsTest::isTopLevel).map(JavaClass::getSimpleName).toList())
        .doesNotHaveDuplicates();
  }

  /**
   * A nested type that others see does not share its name with a type of a room. The parts of
   * resilience are a library of their own; sections of the configuration go by their keys.
   */
  @ArchTest
  static void noNestedTypeIsCalledAsOneOfARoom(JavaClasses classes) {
    List<JavaClass> own =
        classes.stream().filter(c -> !c.getPackageName().startsWith(RESILIENCE)).toList();
    Set<String> names =
        own.stream()
            .filter(RoomsTest::isTopLevel)
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toSet());
    assertThat(own)
        .filteredOn(c -> c.isNestedClass() && !c.isAnonymousClass() && !c.isLocalClass())
        .filteredOn(c -> !c.getModifiers().contains(JavaModifier.PRIVATE))
        .filteredOn(
            c -> c.getEnclosingClass().filter(o -> o.isEquivalentTo(MrsConfig.class)).isEmpty())
        .filteredOn(c -> names.contains(c.getSimpleName()))
        .map(JavaClass::getName)
        .isEmpty();
  }

  private static long types(JavaPackage of) {
    return of.getClasses().stream().filter(RoomsTest::isTopLevel).count();
  }

  private static boolean isTopLevel(JavaClass type) {
    return !type.isArray()
        && !type.getName().contains("$")
        && !type.getName().endsWith("package-info");
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean namesDelta(JavaMethod method) {
    return Stream.concat(
            Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
        .anyMatch(resideInAnyPackage(DELTA));
  }

  /** Each package by itself, those below it apart. */
  private static final class EachPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "each package";
    }
  }
}
