/**
 * What judging a region carries from one day to the next. Each value writes its stored form ({@code
 * write}) and reads it again ({@code read}); {@code StateCodec} puts format and checksum before it.
 * Of another format nothing is read: the region is learnt again. Nothing here decides what is usual
 * or what deviates.
 */
@NullMarked
package mrs.transforms.detection.model;

import org.jspecify.annotations.NullMarked;
