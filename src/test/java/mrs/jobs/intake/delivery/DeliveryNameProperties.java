package mrs.jobs.intake.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DeliveryNameProperties {
  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a",
            "..",
            "/",
            "\\",
            "%",
            "%2e",
            "\u0000",
            "\n",
            "\u202e",
            " ",
            "`",
            "'",
            "\"",
            "~",
            ":",
            "*",
            "?",
            "-",
            "_",
            ".",
            "csv",
            ".csv",
            ".gz",
            ".parquet",
            "é",
            "😀",
            "x".repeat(60));
    return pieces.list().ofMaxSize(6).map(each -> String.join("", each));
  }

  /** Whatever it is called, its file is in the folder of its feed, seen, and of a known kind. */
  @Property(tries = 3_000, seed = "1")
  void leadsNowhereElse(@ForAll("hostile") String text, @ForAll IntakeFeed feed) {
    DeliveryName.of(text)
        .ifPresent(
            name -> {
              String file = feed.fileName(name, "0123456789ab");
              Path folder = Path.of("/feed", feed.folder());
              assertThat(folder.resolve(file).normalize().getParent()).isEqualTo(folder);
              assertThat(file).matches("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
              assertThat(file).contains("-0123456789ab.");
              assertThat(name).hasToString(text);
            });
  }

  @Property(tries = 1_000, seed = "1")
  void anyTextIsLookedAtWithoutFailing(@ForAll String text) {
    DeliveryName.of(text).ifPresent(name -> assertThat(name).hasToString(text));
  }
}
