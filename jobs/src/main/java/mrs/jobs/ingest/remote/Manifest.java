package mrs.jobs.ingest.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The last entry of a copy: without it there is none, however many chunks there are.
 *
 * @param sha256 of all bytes, in hexadecimal digits
 * @param atRest whether the file had not changed for so long that no change could have been missed
 */
record Manifest(long bytes, int chunks, String sha256, boolean atRest) {
  private static final ObjectMapper JSON = new ObjectMapper();

  byte[] toBytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads it; one of another version of this program is none. */
  static Optional<Manifest> of(byte[] bytes) {
    try {
      return Optional.of(JSON.readValue(bytes, Manifest.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
