/**
 * The words of the system: tables, columns, keys, vocabularies and codes. No logic, no session, no
 * I/O, no clock.
 *
 * <p>One class a table, one documented constant a column. {@link mrs.contracts.Catalogue} lists
 * every table. The logs that reports and events are made of go by several names:
 *
 * <pre>
 * short  table                                      class              source       writer
 * MRDL   minority_reports_detected_log              DetectionLog       detected     detection
 * MRCL   minority_reports_clustered_log             ClusteredLog       clustered    clustering
 * MRPAL  minority_reports_proposed_attribution_log  AttributionLog     attribution  attribution
 * MRCH   minority_reports_cohort_history            CohortHistory      cohort       cohorting
 * MELOG  minority_events_log                        EventsLog          cohort       cohorting
 * MEEL   minority_events_ended_log                  EventsEndedLog     cohort       cohorting
 * MRFL   minority_reports_finalised_log             FinalisedLog       finalised    finalisation
 * UEL    user_edits_log                             UserEditsLog       ui           people
 * UMEEL  user_minority_events_edits_log             UserEventEditsLog  ui           people
 * </pre>
 *
 * <p>The short names are those of {@link mrs.contracts.OptionalInput} (there {@code USER_EDITS} and
 * {@code USER_EVENT_EDITS} for the last two), the sources those of {@link mrs.contracts.Source}.
 */
@NullMarked
package mrs.contracts;

import org.jspecify.annotations.NullMarked;
