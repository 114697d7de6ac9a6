/**
 * What is measured, and how it gets out: as text that Prometheus reads and as a push of OTLP. What
 * measures is handed a registry; only this room makes one. Labels are words of this program: a
 * registry is no place for what a sender, a file or a person wrote.
 */
@NullMarked
package mrs.jobs.telemetry;

import org.jspecify.annotations.NullMarked;
