package mrs.contracts;

/** Marker of the vocabularies: enums whose constants stand in the tables as lower-case words. */
public interface Words {
  /** The constant's Java name. */
  String name();

  /** The word that stands in the tables. */
  default String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
