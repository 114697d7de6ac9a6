package mrs.jobs.sql;

import java.util.List;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.Questions;
import mrs.jobs.relations.PlainValues;
import mrs.serving.query.AnsweredRows;
import mrs.serving.query.LockedDatabase;
import mrs.serving.query.Question;
import mrs.serving.query.RefusedStatement;
import mrs.serving.relations.Relation;

/** Answers statements about {@link Questions}. Only the tables that one names are looked at. */
public record Answers(Questions questions) {
  private static final int MOST_CHARS = 300;

  /**
   * Answers {@code sql}, with at most {@code limit} rows.
   *
   * @throws Problem if it is not a statement that is answered, or names what there is not
   */
  public SqlResult answer(String sql, int limit) {
    return new Listing(questions).answer(sql).orElseGet(() -> select(sql, limit));
  }

  private SqlResult select(String sql, int limit) {
    try {
      Question question = Question.of(sql);
      try (LockedDatabase database = questions.open(named(question))) {
        return result(database.ask(question, limit));
      }
    } catch (RefusedStatement e) {
      throw Problem.refused(Printable.of(e.problem(), MOST_CHARS), e.remedy());
    }
  }

  private List<Relation> named(Question question) {
    return question.read().stream()
        .sorted()
        .filter(name -> Relation.find(name).isPresent() || !question.given().contains(name))
        .map(questions::named)
        .toList();
  }

  private static SqlResult result(AnsweredRows answer) {
    List<String> columns = PlainValues.names(answer.columns().toArray(String[]::new));
    AnsweredRows named = new AnsweredRows(columns, answer.rows(), answer.cut());
    return new SqlResult(named.columns(), named.byName(), named.cut());
  }
}
