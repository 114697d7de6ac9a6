package mrs.jobs.cli;

import java.util.ArrayList;
import java.util.List;

/** Asks a warehouse all that is answered without Spark, one command after the other. */
final class AskEverything {
  private AskEverything() {}

  /** {@code args} are the warehouse's folder, a report and a run. */
  public static void main(String[] args) {
    List<List<String>> commands =
        List.of(
            List.of("runs", "ls"),
            List.of("runs", "show", args[2]),
            List.of("sql", "select count(*) from minority_reports_active"),
            List.of("sql", "show tables"),
            List.of("export", "minority_reports", "--format", "csv"),
            List.of("why", args[1]),
            List.of("dlq", "ls"),
            List.of("health"),
            List.of("breakers", "ls"),
            List.of("conflicts", "ls"));
    for (List<String> command : commands) {
      List<String> all = new ArrayList<>(command);
      all.addAll(List.of("--warehouse", args[0]));
      int code = MrsCommand.run(all.toArray(String[]::new));
      System.out.println(String.join(" ", command) + ": " + code);
    }
  }
}
