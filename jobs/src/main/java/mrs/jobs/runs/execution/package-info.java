/**
 * Takes runs through their stages: how a stage finds its inputs, how often it is tried, and what
 * the ledger gets to hear of it.
 */
@NullMarked
package mrs.jobs.runs.execution;

import org.jspecify.annotations.NullMarked;
