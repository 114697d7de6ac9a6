@NullMarked
package mrs.serving.query;

import org.jspecify.annotations.NullMarked;
