package mrs.resilience.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is only ever written at its end. Closing it syncs nothing. */
public interface AppendFile extends Closeable {
  /** How many bytes it has, those that are not synced included. */
  long size();

  /** Writes all that remains in each buffer, in order. */
  void write(ByteBuffer... buffers) throws IOException;

  /** Puts what was written on the disk. */
  void sync() throws IOException;
}
