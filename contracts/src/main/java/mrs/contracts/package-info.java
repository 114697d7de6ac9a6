/**
 * The words of the system: tables, columns, keys, vocabularies and codes. No logic, no session, no
 * I/O, no clock.
 *
 * <p>One class a table, one documented constant a column. {@link mrs.contracts.Catalogue} lists
 * every table.
 */
@NullMarked
package mrs.contracts;

import org.jspecify.annotations.NullMarked;
