@NullMarked
package mrs.serving.relations;

import org.jspecify.annotations.NullMarked;
