package mrs.jobs.ingest.parse;

import java.util.List;
import mrs.contracts.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What comes out of a delivery: for each record a row or a dead letter, and at the end one summary.
 */
public sealed interface Parsed {

  /**
   * A record that can be used.
   *
   * @param line where it starts
   * @param values one a delivered column, in the contract's order: String, Double, Boolean, Long
   *     (days or microseconds since 1970-01-01) or null
   */
  record Good(long line, @Nullable Object[] values) implements Parsed {}

  /**
   * A record that cannot.
   *
   * @param line where it starts; 0 = the file as a whole
   * @param missingColumn the required column without a value, empty if that is not what is wrong
   * @param payload its bytes, at most 64 KiB of them
   * @param length bytes of the whole
   * @param sha256 SHA-256 (hex) of the whole
   */
  record Dead(
      long line,
      ErrorCode code,
      String text,
      String missingColumn,
      byte[] payload,
      long length,
      String sha256)
      implements Parsed {}

  /**
   * The delivery as a whole.
   *
   * @param records rows and dead letters
   * @param columns names of the columns that were seen, in their order
   * @param remarks how values of its rows depart from the contract, by column and kind
   * @param newest latest received_at of its rows in microseconds, null if there is none
   * @param keepOriginal whether its original is to be kept in quarantine
   */
  record Summary(
      long records,
      long deadLetters,
      List<String> columns,
      List<Remark> remarks,
      @Nullable Long newest,
      boolean keepOriginal)
      implements Parsed {}
}
