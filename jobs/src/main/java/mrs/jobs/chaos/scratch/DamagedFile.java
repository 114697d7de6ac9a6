package mrs.jobs.chaos.scratch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** A file in a scratch folder whose bytes are not what was written. */
public final class DamagedFile {
  private final Path file;
  private final Random random;

  /** The file {@code file}, which lies in {@code scratch}. */
  public DamagedFile(ScratchFolder scratch, Path file, Random random) {
    this.file = scratch.checked(file);
    this.random = random;
  }

  /** One bit at or after byte {@code from} is another. */
  public void flipABit(long from) throws IOException {
    long size = Files.size(file);
    long at = from + (long) (random.nextDouble() * (size - from));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      one.put(0, (byte) (one.get(0) ^ (1 << random.nextInt(Byte.SIZE)))).rewind();
      channel.write(one, at);
    }
  }

  /** It ends somewhere before its end. */
  public void cut() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate((long) (random.nextDouble() * channel.size()));
    }
  }

  /** All of it is something else. */
  public void overwrite() throws IOException {
    byte[] other = new byte[(int) Files.size(file)];
    random.nextBytes(other);
    Files.write(file, other);
  }
}
