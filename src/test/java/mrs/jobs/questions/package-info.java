@NullMarked
package mrs.jobs.questions;

import org.jspecify.annotations.NullMarked;
