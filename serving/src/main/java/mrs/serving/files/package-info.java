/**
 * Which files a version of a table has. The only room that knows Delta Kernel; what it hands out is
 * our own, checked against the checksums that were written beside the files.
 */
@NullMarked
package mrs.serving.files;

import org.jspecify.annotations.NullMarked;
