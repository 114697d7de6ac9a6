/**
 * What speaks for which cause: facts of a group of reports, one {@code Witness} a kind of evidence,
 * and the weighing of their testimonies. Plain Java, no Spark.
 */
@NullMarked
package mrs.transforms.attribution.evidence;

import org.jspecify.annotations.NullMarked;
