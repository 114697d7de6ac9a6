/**
 * Tells which recurring pattern a group of reports looks like. What a group looks like is plain
 * Java ({@code GroupShape}); {@code AssignClusters} feeds it and learns which patterns recur.
 */
@NullMarked
package mrs.transforms.clustering;

import org.jspecify.annotations.NullMarked;
