package mrs.transforms.attribution.evidence;

import mrs.contracts.Cause;

/**
 * One piece of evidence.
 *
 * @param weight how much it speaks for the cause, from 0 to 1; below 0 it speaks against it
 * @param sentence what it says, with figures
 */
record Testimony(Cause cause, double weight, String sentence) {}
