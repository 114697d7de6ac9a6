package mrs.jobs.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.GapKind;
import mrs.jobs.intake.IntakeFolders;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.jobs.warehouse.Warehouse;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight senders push until they are told that it is taken; the receiver is killed again and again,
 * and the pipeline with its feed folder is away half of the time. Then each delivery is in the feed
 * folder and in the warehouse, once, and each of its rows, too.
 *
 * <p>{@code -Dmrs.intake.deliveries=N} and {@code -Dmrs.intake.kills=K} for more of them, {@code
 * -Dmrs.intake.seed=S} for others, {@code -Dmrs.intake.away=MS} for how long the pipeline is away
 * each time, at least.
 */
class KilledReceiverFaultTest extends SparkTest {
  private static final int DELIVERIES = Integer.getInteger("mrs.intake.deliveries", 80);
  private static final int KILLS = Integer.getInteger("mrs.intake.kills", 3);
  private static final int AWAY = Integer.getInteger("mrs.intake.away", 700);
  private static final long SEED = Long.getLong("mrs.intake.seed", 1);
  private static final int SENDERS = 8;

  @TempDir private Path root;

  private final Senders senders = new Senders(DELIVERIES, SEED);

  @Test
  void whatWasTakenIsInTheWarehouseOnce() throws Exception {
    FeedPipeline pipeline = new FeedPipeline(root);
    ReceiverProcess receiver = ReceiverProcess.start(root);
    senders.sendTo(receiver.port());
    ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
    List<Future<?>> sent = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      sent.add(threads.submit(senders::push));
    }
    Future<?> coming =
        threads.submit(
            () -> pipeline.comeAndGo(() -> senders.begun() == DELIVERIES, AWAY * 1_000_000L));
    receiver = killed(receiver);
    for (Future<?> each : sent) {
      each.get();
    }
    coming.get();
    senders.sendTo(receiver.port());
    senders.awaitEmpty();
    pipeline.awaitWhole();
    receiver.kill();
    threads.shutdown();
    pipeline.ingest();
    System.out.println(senders + ", " + KILLS + " kills, " + pipeline);
    checkFeed();
    checkWarehouse();
  }

  private ReceiverProcess killed(ReceiverProcess first) throws Exception {
    Random random = new Random(SEED);
    ReceiverProcess receiver = first;
    for (int kill = 1; kill <= KILLS; kill++) {
      int until = (int) ((long) DELIVERIES * kill / (KILLS + 1));
      while (senders.begun() < until) {
        LockSupport.parkNanos(1_000_000);
      }
      LockSupport.parkNanos(random.nextInt(50_000_000));
      receiver.kill();
      receiver = ReceiverProcess.start(root);
      senders.sendTo(receiver.port());
    }
    return receiver;
  }

  private void checkFeed() throws IOException {
    Map<String, Integer> there = new TreeMap<>();
    Path feed = root.resolve("feed");
    try (Stream<Path> files = Files.walk(feed)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        String name = feed.relativize(each).toString().replaceFirst("d[0-9]-.*", "");
        there.merge(name + DigestUtils.sha256Hex(Files.readAllBytes(each)), 1, Integer::sum);
      }
    }
    Map<String, Integer> taken = new TreeMap<>();
    for (int number = 0; number < DELIVERIES; number++) {
      SmallDelivery delivery = new SmallDelivery(number, SEED);
      taken.put(delivery.place() + delivery.sha256(), 1);
    }
    assertThat(there).isEqualTo(taken);
  }

  private void checkWarehouse() throws IOException {
    WhatCameIn in =
        new WhatCameIn(Warehouse.open(spark, root.resolve("warehouse")), DELIVERIES, SEED);
    in.isEachOnce();
    IntakeFolders folders = IntakeFolders.at(root.resolve("intake"));
    assertThat(new IntakeJournal(folders.own()).pending()).as("noted and not entered").isEmpty();
    assertThat(in.noted())
        .as("what the receiver noted")
        .doesNotContain(GapKind.GAP.word(), GapKind.DELIVERY_LOST.word());
  }
}
