package mrs.jobs.odcs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;

/**
 * Writes the contracts for tools that read no Java: every table as a document of the <a
 * href="https://bitol-io.github.io/open-data-contract-standard/v3.0.2/">Open Data Contract
 * Standard</a>, and the truth table of degradation beside them. The same code gives the same bytes.
 */
public final class OpenDataContract {
  /** Version of the standard that the documents follow. */
  public static final String API_VERSION = "v3.0.2";

  /** Name of the truth table's file. */
  public static final String TRUTH_TABLE_FILE = "degradation.yaml";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  private OpenDataContract() {}

  /** Name of the file that {@code table}'s contract is written to. */
  public static String file(Table table) {
    return table.name() + ".odcs.yaml";
  }

  /**
   * Writes one file a table of {@link Catalogue#ALL} and the truth table into {@code folder}, which
   * is made where there is none. Each file is there whole or not at all; one that is there already
   * is replaced.
   *
   * @return the files, in the catalogue's order, the truth table last
   * @throws Problem if one of them cannot be written
   */
  public static List<Path> export(Path folder) {
    List<Path> files = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      for (Table table : Catalogue.ALL) {
        files.add(write(folder.resolve(file(table)), new ContractDocument(table).tree()));
      }
      files.add(write(folder.resolve(TRUTH_TABLE_FILE), TruthTable.tree()));
      return files;
    } catch (IOException e) {
      throw Problem.failed(
          "the contracts cannot be written to " + folder + ": " + e,
          "name a folder that can be made and written to",
          e);
    }
  }

  private static Path write(Path file, ObjectNode document) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      Files.writeString(temporary, YAML.writeValueAsString(document));
      return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
