/**
 * Where what the logs and people say of one field group does not agree, and how that stands. Only
 * people's decisions can disagree with anything: every other group has one source.
 */
@NullMarked
package mrs.hydrate.conflicts;

import org.jspecify.annotations.NullMarked;
