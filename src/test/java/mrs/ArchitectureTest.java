package mrs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.regex.Pattern;
import mrs.transforms.Transform;
import org.jspecify.annotations.NullMarked;

/** Holds the code to its layout: who may import whom, and what pure code may not touch. */
@AnalyzeClasses(packages = "mrs", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {"mrs.contracts..", "mrs.transforms..", "mrs.hydrate.."};

  private static final Set<String> CLOCK_AND_CHANCE =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "org.apache.spark.sql.functions.current_date",
          "org.apache.spark.sql.functions.current_timestamp",
          "org.apache.spark.sql.functions.localtimestamp",
          "org.apache.spark.sql.functions.now",
          "org.apache.spark.sql.functions.rand",
          "org.apache.spark.sql.functions.randn",
          "org.apache.spark.sql.functions.uuid",
          "org.apache.spark.sql.functions.shuffle",
          "org.apache.spark.sql.functions.monotonically_increasing_id",
          "org.apache.spark.sql.functions.spark_partition_id");

  private static final Pattern ACTIONS =
      Pattern.compile(
          "sparkSession|sqlContext|write.*|count|isEmpty|collect.*|first|head|take.*|tail|show"
              + "|toLocalIterator|reduce|foreach.*|persist|cache|unpersist|.*[cC]heckpoint"
              + "|create.*View|rdd|.*JavaRDD|inputFiles");

  private static final Set<String> ENVIRONMENT =
      Set.of(
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "org.apache.spark.sql.functions.input_file_name");

  @ArchTest
  static final ArchRule importsPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("contracts")
          .definedBy("mrs.contracts..")
          .layer("transforms")
          .definedBy("mrs.transforms..")
          .layer("hydrate")
          .definedBy("mrs.hydrate..")
          .layer("resilience")
          .definedBy("mrs.resilience..")
          .layer("serving")
          .definedBy("mrs.serving..")
          .layer("jobs")
          .definedBy("mrs.jobs..")
          .whereLayer("contracts")
          .mayNotAccessAnyLayer()
          .whereLayer("transforms")
          .mayOnlyAccessLayers("contracts")
          .whereLayer("hydrate")
          .mayOnlyAccessLayers("contracts", "transforms")
          .whereLayer("resilience")
          .mayNotAccessAnyLayer()
          .whereLayer("serving")
          .mayOnlyAccessLayers("contracts", "transforms", "hydrate", "resilience");

  @ArchTest
  static final ArchRule noStageImportsAnother =
      slices().matching("mrs.transforms.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule whatStagesShareKnowsNoStage =
      noClasses()
          .that()
          .resideInAPackage("mrs.transforms")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("mrs.transforms.*..");

  @ArchTest
  static final ArchRule pureCodeHasNoSession =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "org\\.apache\\.spark\\.(SparkContext|SparkConf|SparkEnv|api\\.java\\.JavaSparkContext"
                  + "|sql\\.(SparkSession|SQLContext|RuntimeConfig|DataFrameReader|DataFrameWriter.*"
                  + "|CreateTableWriter|MergeIntoWriter|catalog\\..*|streaming\\.DataStream.*))(\\$.*)?");

  /** Nothing is computed, kept, named or written until the edge does so. */
  @ArchTest
  static final ArchRule pureCodeOnlyDescribesDatasets =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .accessTargetWhere(
              describe(
                  "an action or the session of a dataset",
                  access ->
                      access.getTargetOwner().getName().equals("org.apache.spark.sql.Dataset")
                          && ACTIONS.matcher(access.getTarget().getName()).matches()));

  @ArchTest
  static final ArchRule pureCodeHasNoFilesAndNoNetwork =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.delta..",
              "org.apache.spark.sql.delta..",
              "org.apache.hadoop..",
              "java.nio.file..",
              "java.nio.channels..",
              "java.net..",
              "javax.net..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console)|java\\.util\\.Scanner")
          .orShould()
          .accessTargetWhere(isOneOf("the environment", ENVIRONMENT))
          .orShould()
          .accessField(System.class, "in")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule pureCodeHasNoClockAndNoChance =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .accessTargetWhere(isOneOf("the clock or chance", CLOCK_AND_CHANCE))
          .orShould()
          .accessTargetWhere(
              describe(
                  "now() of java.time",
                  access ->
                      access.getTarget().getName().equals("now")
                          && access.getTargetOwner().getPackageName().startsWith("java.time")))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.time\\.(Clock|InstantSource)|java\\.util\\.concurrent\\.ThreadLocalRandom"
                  + "|java\\.security\\.SecureRandom")
          .orShould()
          .callConstructor(java.util.Random.class)
          .orShould()
          .callConstructor(java.util.SplittableRandom.class)
          .orShould()
          .callConstructor(java.util.Date.class);

  @ArchTest
  static final ArchRule transformsAreRecords =
      classes().that().implement(Transform.class).should().beRecords().allowEmptyShould(true);

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Utils?|Manager|Helper)")
          .orShould()
          .haveSimpleNameStartingWith("Abstract")
          .orShould()
          .haveNameMatching(".*[.$]Base[A-Z].*");

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    assertThat(classes.getPackage("mrs").getSubpackagesInTree())
        .filteredOn(p -> !p.getClasses().isEmpty())
        .isNotEmpty()
        .filteredOn(p -> !p.isAnnotatedWith(NullMarked.class))
        .map(JavaPackage::getName)
        .isEmpty();
  }

  private static DescribedPredicate<JavaAccess<?>> isOneOf(String what, Set<String> names) {
    return describe(
        what,
        access ->
            names.contains(access.getTargetOwner().getName() + "." + access.getTarget().getName()));
  }
}
