/** Tests of rehearsed nights: that their verdicts can be bad ones. */
package mrs.jobs.chaos.night;
