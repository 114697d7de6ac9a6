@NullMarked
package mrs.serving.files;

import org.jspecify.annotations.NullMarked;
