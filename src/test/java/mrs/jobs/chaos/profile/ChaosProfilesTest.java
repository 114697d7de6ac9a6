package mrs.jobs.chaos.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import mrs.contracts.OptionalInput;
import mrs.contracts.Products;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosProfilesTest {
  private static final Path SHIPPED = Path.of("conf", "chaos");

  @TempDir private Path folder;

  @Test
  void everyFaultIsShippedOnceAtLeast() {
    List<ChaosProfile> all = ChaosProfiles.in(SHIPPED).all();
    assertThat(all).extracting(ChaosProfile::fault).containsAll(EnumSet.allOf(FaultKind.class));
    assertThat(all)
        .filteredOn(p -> p.fault().isOfAPart())
        .extracting(ChaosProfile::recoverWithin)
        .containsOnly(Duration.ofSeconds(3));
  }

  @Test
  void aProfileIsReadWithAllOfItsFields() {
    assertThat(ChaosProfiles.in(SHIPPED).named("products-drifted"))
        .isEqualTo(
            new ChaosProfile(
                "products-drifted",
                "The snapshot of products comes without one of its columns, and with it the next"
                    + " time.",
                FaultKind.INPUT_DRIFTED,
                Optional.of(OptionalInput.PRODUCTS),
                Optional.of(Products.CATEGORY_2),
                Duration.ZERO,
                Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fault: input_gone                                    | 'input_gone' in the field 'fault'; set it to one of [input_dropped
          recover_within: PT5M                                 | has no field 'fault'; set it to one of
          fault: input_dropped                                 | has no field 'input'; set it to one of [baseline_models
          fault: input_dropped, input: sales                   | 'sales' in the field 'input'; set it to one of [baseline_models
          fault: input_late, input: stores                     | 'stores' in the field 'input'; set it to one of [contextual_events]
          fault: disk_full, input: stores                      | 'stores' in the field 'input'; leave it out: a fault disk_full is of no input
          fault: input_drifted, input: stores                  | has no field 'column'; set it to one of
          fault: input_drifted, input: stores, column: sku     | 'sku' in the field 'column'; set it to an optional column of stores
          fault: disk_full, column: sku                        | 'sku' in the field 'column'; leave it out
          fault: slow_store                                    | has no field 'delay'; give a duration such as PT0.01S
          fault: slow_store, delay: PT1H                       | 'PT1H' in the field 'delay'; give an ISO-8601 duration of more than nothing and at most PT10S
          fault: disk_full, delay: PT1S                        | 'PT1S' in the field 'delay'; leave it out
          fault: disk_full, recover_within: soon               | 'soon' in the field 'recover_within'; give an ISO-8601 duration
          fault: disk_full, recover_within: PT0S               | 'PT0S' in the field 'recover_within'; give an ISO-8601 duration
          fault: disk_full, description: [a]                   | '["a"]' in the field 'description'; give a text
          fault: disk_full, speed: 9                           | '9' in the field 'speed'; leave it out; known fields: [description
          """)
  void whatIsWrongNamesFileFieldValueAndRemedy(String fields, String message) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, usual(fields) + "\n");
    assertThatThrownBy(() -> ChaosProfiles.in(folder).named("mine"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("the chaos profile " + file + " has ")
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsNoYamlIsRefusedWithItsLine() throws IOException {
    Files.writeString(folder.resolve("mine.yaml"), "fault: disk_full\n\t- [\n");
    assertThatThrownBy(() -> ChaosProfiles.in(folder).all())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("mine.yaml line 1 is no YAML");
  }

  @Test
  void anUnknownProfileAndAnEmptyFolderAreRefused() {
    assertThatThrownBy(() -> ChaosProfiles.in(SHIPPED).named("flood"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("there is no chaos profile 'flood'; 'mrs chaos ls' lists")
        .hasMessageContaining("disk-full");
    assertThatThrownBy(() -> ChaosProfiles.in(folder))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("has no chaos profiles");
    assertThatThrownBy(() -> ChaosProfiles.in(folder.resolve("none")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("cannot be listed");
  }

  /** The fields, with those that are usual where they are not given. */
  private static String usual(String fields) {
    String all = String.join("\n", fields.split(", (?=\\w+:)", -1));
    if (!fields.contains("description")) {
      all += "\ndescription: A fault.";
    }
    return fields.contains("recover_within") ? all : all + "\nrecover_within: PT5M";
  }
}
