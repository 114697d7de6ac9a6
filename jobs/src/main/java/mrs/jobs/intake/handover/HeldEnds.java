package mrs.jobs.intake.handover;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.jobs.intake.delivery.DeliveryKey;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.delivery.UploadId;
import mrs.resilience.folder.Folder;

/**
 * Ends of uploads that went ahead of their first chunks: an upload that was under way when the
 * folder came back has its end among the live records, which go first, and its start in the
 * backlog. Its end is noted in a hidden file meanwhile.
 */
final class HeldEnds {
  private final Folder folder;
  private final Map<UploadId, PushedDelivery> held = new HashMap<>();

  /** With those that an earlier process noted. */
  HeldEnds(Folder folder) throws IOException {
    this.folder = folder;
    for (String file : folder.names()) {
      Optional<UploadId> upload = PartName.endedBy(file);
      if (upload.isPresent()) {
        read(new String(folder.content(file), US_ASCII))
            .ifPresent(delivery -> held.put(upload.get(), delivery));
      } else if (PartName.isUnfinished(file)) {
        folder.delete(file);
      }
    }
  }

  /** Those that wait for their parts. */
  Map<UploadId, PushedDelivery> all() {
    return Map.copyOf(held);
  }

  /** The end that waits for the parts of an upload, if one does. */
  Optional<PushedDelivery> of(UploadId upload) {
    return Optional.ofNullable(held.get(upload));
  }

  /** Notes an end; it is on the disk when this returns. */
  void hold(UploadId upload, PushedDelivery delivery) throws IOException {
    List<String> words =
        List.of(
            delivery.key().feed().word(),
            delivery.key().sha256(),
            Long.toString(delivery.bytes()),
            delivery.name().toString());
    folder.put(PartName.end(upload), String.join(" ", words).getBytes(US_ASCII));
    held.put(upload, delivery);
  }

  /** It waits no more. Returns the file that noted it, if there is one, which has to go. */
  Optional<String> release(UploadId upload) {
    return held.remove(upload) == null ? Optional.empty() : Optional.of(PartName.end(upload));
  }

  private static Optional<PushedDelivery> read(String text) {
    String[] words = text.split(" ", -1);
    if (words.length != 4 || !words[2].matches("[0-9]{1,18}") || !DeliveryKey.isSha256(words[1])) {
      return Optional.empty();
    }
    return IntakeFeed.of(words[0])
        .flatMap(
            feed ->
                DeliveryName.of(words[3])
                    .map(
                        name ->
                            new PushedDelivery(
                                new DeliveryKey(feed, words[1]), name, Long.parseLong(words[2]))));
  }
}
