package mrs.jobs.chaos.scratch;

import java.io.IOException;
import mrs.jobs.spark.LocalFiles;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local disk, as the {@link StorageFault} of the moment has it; without one, as it is. */
public final class DisturbedFiles extends LocalFiles {
  /** Called by Hadoop. */
  public DisturbedFiles() {}

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    StorageFault.onAccess(local(path));
    return super.open(path, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    StorageFault.onAccess(local(path));
    return super.listStatus(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    StorageFault.onAccess(local(path));
    return super.getFileStatus(path);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    StorageFault.onCreate(local(path));
    return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  private java.nio.file.Path local(Path path) {
    return pathToFile(path).toPath().toAbsolutePath().normalize();
  }
}
