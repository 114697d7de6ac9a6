/**
 * The cache of this machine for files that lie elsewhere: where it lies, how it is encrypted, what
 * it did, and what people see of it.
 */
@NullMarked
package mrs.jobs.cache;

import org.jspecify.annotations.NullMarked;
