package mrs.jobs.cli;

import java.util.concurrent.Callable;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.PastState;
import mrs.jobs.messages.Problem;
import mrs.jobs.sql.Answers;
import mrs.jobs.sql.SqlResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs sql}: answers one question about the tables. */
@Command(
    name = "sql",
    description = {
      "Answers one SELECT, SHOW TABLES, SHOW COLUMNS or DESCRIBE over the tables and views.",
      "Nothing is changed, no file is read by path. Long cells are cut in the table, not in --json."
    })
final class SqlCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 1_000_000;

  @ParentCommand private MrsCommand mrs;

  @Parameters(paramLabel = "SQL", description = "The question, such as \"show tables\".")
  private String sql;

  @Mixin private PastState past = new PastState();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "At most so many rows (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    if (limit < 1 || limit > MOST_ROWS) {
      throw Problem.refused(
          "--limit " + limit + " is out of bounds",
          "give a number from 1 to " + MOST_ROWS + ", or write everything with 'mrs export'");
    }
    SqlResult answer = new Answers(past.questions(options)).answer(sql, limit);
    Answer.print(options, answer.columns(), answer.rows());
    if (answer.cut()) {
      System.err.println(
          "only the first " + limit + " rows are shown; --limit N gives more, 'mrs export' all");
    }
    return ExitCodes.DONE;
  }
}
