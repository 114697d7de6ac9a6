package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.jobs.cli.MrsCommand;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights of the tiny retailer under faults: the verdict holds, and the warehouse that was copied is
 * byte for byte what it was.
 *
 * <p>{@code -Dmrs.chaos=PROFILE,PROFILE} names others, {@code --all} all of them; {@code
 * -Dmrs.chaos.seed=N} draws other moments.
 */
class ChaosIT extends SparkTest {
  private static final String PROFILES = System.getProperty("mrs.chaos", "causes-dropped");
  private static final String SEED = System.getProperty("mrs.chaos.seed", "1");

  @TempDir private Path temporary;

  @Test
  void costsWhatIsForetoldAndLeavesTheWarehouseAlone() throws IOException {
    Path real =
        Played.get(spark).copyAfter(spark, Site.LAST, temporary.resolve("site")).warehouse().root();
    Map<String, String> before = bytes(real);
    List<String> command = new ArrayList<>(List.of("chaos", "run"));
    command.addAll(List.of(PROFILES.split(",", -1)));
    command.addAll(List.of("--seed", SEED, "--json", "--conf", "conf"));
    command.addAll(List.of("--warehouse", real.toString()));
    command.addAll(List.of("--scratch", temporary.resolve("scratch").toString()));

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = run(command, out);

    String answer = out.toString(StandardCharsets.UTF_8);
    System.err.println(answer);
    assertThat(code).as(answer).isZero();
    for (JsonNode verdict : new ObjectMapper().readTree(answer)) {
      assertThat(verdict.get("verdict").asText()).as(answer).isEqualTo("holds");
      assertThat(verdict.get("lost").asLong()).isZero();
    }
    assertThat(bytes(real)).isEqualTo(before);
    assertThat(temporary.resolve("scratch")).doesNotExist();
  }

  private static int run(List<String> command, ByteArrayOutputStream answer) {
    PrintStream usual = System.out;
    System.setOut(new PrintStream(answer, true, StandardCharsets.UTF_8));
    try {
      return MrsCommand.run(command.toArray(String[]::new));
    } finally {
      System.setOut(usual);
    }
  }

  /** Every file, hidden ones too, with what it holds and when it was last changed. */
  private static Map<String, String> bytes(Path folder) throws IOException {
    Map<String, String> bytes = new TreeMap<>();
    for (Path file : Folders.files(folder)) {
      Path path = folder.resolve(file);
      bytes.put(
          file.toString(),
          DigestUtils.sha256Hex(Files.readAllBytes(path)) + Files.getLastModifiedTime(path));
    }
    return bytes;
  }
}
