/**
 * Proposes causes: {@code ProposeCauses} brings together what speaks for them, has it weighed group
 * by group in {@code evidence}, and gives what stands.
 */
@NullMarked
package mrs.transforms.attribution;

import org.jspecify.annotations.NullMarked;
