package mrs.transforms;

import java.util.List;
import mrs.contracts.Field;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a transform's account of what came in and did not go out as a row: (reason,
 * records). Reasons may repeat; they are added up.
 */
public final class Dropped {
  /** Why. */
  public static final Field REASON = Field.string("reason", "Why it was dropped.").required();

  /** How many. */
  public static final Field RECORDS = Field.bigint("records", "How many.").required();

  /** Both. */
  public static final StructType SCHEMA =
      DataTypes.createStructType(
          List.of(SparkSchema.structField(REASON), SparkSchema.structField(RECORDS)));

  private Dropped() {}
}
