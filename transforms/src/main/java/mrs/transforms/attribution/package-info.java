/**
 * Proposes causes by weighing evidence. What speaks for what is plain Java, one {@code Witness} a
 * kind of evidence; {@code ProposeCauses} brings the evidence together.
 */
@NullMarked
package mrs.transforms.attribution;

import org.jspecify.annotations.NullMarked;
