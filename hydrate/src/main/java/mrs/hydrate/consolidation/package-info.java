/**
 * What each log says about a report or an event: who contributes, the latest row of each, what each
 * source offers a field group, the coalesce chains, what people's decisions make of it, and the
 * codes of what is missing. The finalised record and the hydrated rows are both made from it, and
 * {@code why} shows it.
 *
 * <p>What is offered, decided and ended is told in plain Java ({@code ReportSources}, {@code Rung},
 * {@code Decisions}, {@code EventStanding}); {@code OfferedValues}, {@code DecidedValues} and
 * {@code EventStates} turn it into columns. {@code GatheredReport} reads one report by it without
 * Spark.
 */
@NullMarked
package mrs.hydrate.consolidation;

import org.jspecify.annotations.NullMarked;
