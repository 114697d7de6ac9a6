package mrs.serving.query;

import java.util.List;
import mrs.serving.files.TableFile;

/** Something that a question can name. */
public sealed interface View permits FileView, DerivedView {
  /** Its name, in lower case. */
  String name();

  /** The files whose rows it has; none if it has those of other views. */
  List<TableFile> files();

  /** The SELECT that gives its rows. */
  String query();
}
