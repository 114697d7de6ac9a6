/**
 * What is found and what becomes of it: findings of a day, the reports that they are joined to, and
 * how reports of days that were judged again are told from those in MRDL. Days are days since
 * 1970-01-01.
 */
@NullMarked
package mrs.transforms.detection.reports;

import org.jspecify.annotations.NullMarked;
