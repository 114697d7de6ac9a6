package mrs.jobs.evaluate;

/**
 * One series on one day.
 *
 * @param day days since 1970-01-01
 */
public record CellKey(String storeId, String sku, long day) {}
