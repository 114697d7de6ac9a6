package mrs.jobs.intake.handover;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mrs.jobs.intake.delivery.UploadId;
import mrs.resilience.folder.Folder;

/**
 * The name of a file that is being put together: hidden, so that ingest leaves it alone.
 *
 * @param start where in the delivery its first byte stands
 */
record PartName(UploadId upload, long start) {
  private static final String PREFIX = ".mrs-";
  private static final Pattern PART =
      Pattern.compile(Pattern.quote(PREFIX) + "([0-9a-f]+-[0-9]+)-([0-9]{1,18})\\.part");
  private static final Pattern END =
      Pattern.compile(Pattern.quote(PREFIX) + "([0-9a-f]+-[0-9]+)\\.end");
  private static final Pattern WHOLE = Pattern.compile(Pattern.quote(PREFIX) + ".*\\.whole");

  static Optional<PartName> of(String file) {
    Matcher part = PART.matcher(file);
    return part.matches()
        ? UploadId.of(part.group(1)).map(id -> new PartName(id, Long.parseLong(part.group(2))))
        : Optional.empty();
  }

  /** The upload whose end is noted in a file of this name. */
  static Optional<UploadId> endedBy(String file) {
    Matcher end = END.matcher(file);
    return end.matches() ? UploadId.of(end.group(1)) : Optional.empty();
  }

  /** Whether a file of this name was being written when its process ended. */
  static boolean isUnfinished(String file) {
    return file.startsWith(PREFIX) && file.endsWith(Folder.unfinished(""));
  }

  /** Whether a file of this name is put together out of parts. */
  static boolean isWhole(String file) {
    return WHOLE.matcher(file).matches();
  }

  /** Where the end of an upload is noted that is to wait for its first parts. */
  static String end(UploadId upload) {
    return PREFIX + upload + ".end";
  }

  /** Where the parts of an upload are put together. */
  static String whole(UploadId upload) {
    return PREFIX + upload + ".whole";
  }

  String file() {
    return PREFIX + upload + "-" + start + ".part";
  }
}
