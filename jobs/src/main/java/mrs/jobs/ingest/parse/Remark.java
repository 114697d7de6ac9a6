package mrs.jobs.ingest.parse;

import mrs.contracts.DriftKind;

/**
 * How values of one column depart from the contract in a delivery, in records that are kept.
 *
 * @param records records concerned
 * @param example the first such value, quoted, with what cannot be seen escaped
 */
public record Remark(String column, DriftKind kind, long records, String example) {}
