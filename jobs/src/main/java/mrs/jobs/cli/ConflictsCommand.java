package mrs.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import mrs.contracts.ConflictsLog;
import mrs.hydrate.conflicts.Claim;
import mrs.hydrate.conflicts.Conflict;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.conflicts.ConflictDecision;
import mrs.jobs.conflicts.ConflictEntry;
import mrs.jobs.conflicts.Conflicts;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs conflicts}: where sources disagree about a report or an event. */
@Command(
    name = "conflicts",
    description = {
      "Lists where sources disagree about a report or an event, and resolves what waits for a"
          + " person."
    },
    subcommands = {
      ConflictsCommand.List_.class,
      ConflictsCommand.Show.class,
      ConflictsCommand.Resolve.class
    })
final class ConflictsCommand {
  @ParentCommand private MrsCommand mrs;

  private static Map<String, @Nullable Object> row(ConflictEntry entry) {
    Conflict conflict = entry.conflict();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put(ConflictsLog.CONFLICT_ID.name(), entry.id());
    row.put(ConflictsLog.RESOLUTION.name(), conflict.state().word());
    row.put(ConflictsLog.SUBJECT.name(), conflict.key().subject().word());
    row.put(ConflictsLog.SUBJECT_ID.name(), conflict.key().subjectId());
    row.put(ConflictsLog.FIELD_GROUP.name(), conflict.key().group().word());
    row.put(ConflictsLog.HOLDS.name(), conflict.holds().orElse(null));
    row.put("alternative", conflict.alternative().orElse(null));
    row.put(ConflictsLog.REASON_CODES.name(), conflict.reasons());
    row.put(ConflictsLog.LAST_UPDATED.name(), entry.lastUpdated());
    return row;
  }

  private static Map<String, @Nullable Object> row(Claim claim) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("source", claim.source().word());
    row.put("origin", claim.origin().name());
    row.put("value", claim.value());
    row.put("confidence", claim.confidence().isPresent() ? claim.confidence().getAsDouble() : null);
    row.put("since", claim.at());
    return row;
  }

  /** {@code mrs conflicts ls}. */
  @Command(name = "ls", description = "Lists those that wait for a person, the oldest first.")
  static final class List_ implements Callable<Integer> {
    @ParentCommand private ConflictsCommand conflicts;

    @Option(names = "--all", description = "Also those that are settled.")
    private boolean all;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "100",
        description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
      CommonOptions options = conflicts.mrs.options();
      if (limit < 1) {
        throw Problem.refused("--limit " + limit + " is out of bounds", "give a number from 1 on");
      }
      Conflicts known = new Conflicts(options.asked(), options.clock());
      List<ConflictEntry> entries =
          all ? known.list().stream().limit(limit).toList() : known.listPending(limit);
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      entries.forEach(entry -> rows.add(row(entry)));
      Answer.print(options, rows);
      return ExitCodes.DONE;
    }
  }

  /** {@code mrs conflicts show}. */
  @Command(name = "show", description = "Shows what each source says, strongest first.")
  static final class Show implements Callable<Integer> {
    @ParentCommand private ConflictsCommand conflicts;

    @Parameters(paramLabel = "ID", description = "The conflict: its id, or the beginning of it.")
    private String id;

    @Override
    public Integer call() {
      CommonOptions options = conflicts.mrs.options();
      Conflicts known = new Conflicts(options.asked(), options.clock());
      ConflictEntry entry = known.find(id);
      List<Map<String, @Nullable Object>> sources = new ArrayList<>();
      entry.conflict().claims().forEach(claim -> sources.add(row(claim)));
      Map<String, @Nullable Object> row = row(entry);
      row.put(ConflictsLog.CONFIDENCE.name(), confidence(entry));
      row.put("answered", known.answer(entry).map(state -> state.word()).orElse(null));
      if (options.json()) {
        row.put(ConflictsLog.SOURCES.name(), sources);
        System.out.println(Answer.json(row));
      } else {
        row.forEach((name, value) -> System.out.println(line(name, value)));
        Answer.print(options, sources);
      }
      return ExitCodes.DONE;
    }

    private static @Nullable Double confidence(ConflictEntry entry) {
      return entry.conflict().confidence().isPresent()
          ? entry.conflict().confidence().getAsDouble()
          : null;
    }

    private static String line(String name, @Nullable Object value) {
      return String.format(java.util.Locale.ROOT, "%-13s %s", name, value == null ? "–" : value);
    }
  }

  /** {@code mrs conflicts resolve}. */
  @Command(
      name = "resolve",
      description = {
        "Decides a conflict: --accept keeps what holds, --reject takes the alternative. That is an"
            + " edit like any other;",
        "the next 'mrs run' or 'mrs hydrate' takes it up."
      })
  static final class Resolve implements Callable<Integer> {
    @ParentCommand private ConflictsCommand conflicts;

    @Mixin private QueueOption queue = new QueueOption();

    @Parameters(paramLabel = "ID", description = "The conflict: its id, or the beginning of it.")
    private String id;

    @ArgGroup(multiplicity = "1")
    private Choice choice = new Choice();

    /** One of the two answers. */
    static final class Choice {
      @Option(names = "--accept", required = true, description = "What holds is right.")
      private boolean accept;

      @Option(names = "--reject", required = true, description = "The alternative is right.")
      private boolean reject;
    }

    @Option(names = "--by", paramLabel = "WHO", required = true, description = "Who decides.")
    private String by;

    @Option(names = "--comment", paramLabel = "WHY", description = "Why.")
    private @Nullable String comment;

    @Override
    public Integer call() {
      CommonOptions options = conflicts.mrs.options();
      if (by.isBlank()) {
        throw Problem.refused("--by is empty", "say who decides");
      }
      Warehouse warehouse = options.existing();
      try (WriterLock lock = options.lock("mrs conflicts resolve")) {
        ConflictDecision decision =
            new ConflictDecision(choice.accept, by, Optional.ofNullable(comment));
        ConflictEntry entry =
            new Conflicts(warehouse, options.clock()).applyResolution(id, decision);
        Map<String, @Nullable Object> row = row(entry);
        row.put("answered", decision.state().word());
        Answer.print(options, List.of(row));
        options.progress().say("the next 'mrs run' or 'mrs hydrate' takes it up");
        return ExitCodes.DONE;
      }
    }
  }
}
