package mrs.resilience.spool;

import java.time.InstantSource;
import java.util.function.Consumer;
import mrs.resilience.folder.Folder;

/** What those who accept records and those who hand them out have in common. */
record SpoolParts(
    Folder folder,
    SpoolPolicy policy,
    SegmentList segments,
    BadSegments bad,
    InstantSource clock,
    Consumer<SpoolEvent> events,
    SpoolCounts counts) {

  void tell(SpoolEvent event) {
    events.accept(event);
  }
}
