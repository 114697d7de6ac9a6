package mrs.jobs.ingest.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.Test;

/** What is a URI, what is guarded by it, and what is refused. */
class RemoteFolderTest {
  @Test
  void noAddressWithAPasswordIsTaken() {
    assertThat(List.of("/a/b", "a/b", "C:x", "feed")).noneMatch(RemoteFolder::isRemote);
    assertThat(List.of("file:/a", "s3a://bucket/a", "hdfs://n:8020/a b", "HDFS://n/"))
        .allMatch(RemoteFolder::isRemote);
    assertThat(RemoteFolder.of("hdfs://n:8020/a b").fileSystem())
        .isEqualTo("file_system:hdfs://n:8020");
    assertThat(RemoteFolder.of("abfs://box@acc/x").fileSystem())
        .isEqualTo("file_system:abfs://acc");
    assertThat(RemoteFolder.of("file:/a").fileSystem()).isEqualTo("file_system:file://");
    assertThat(RemoteFolder.of("S3A://bucket").fileSystem()).isEqualTo("file_system:s3a://bucket");
    assertThatThrownBy(() -> RemoteFolder.of("ftp://joe:secret@host/x"))
        .isInstanceOf(Problem.class)
        .hasMessageNotContaining("secret");
  }
}
