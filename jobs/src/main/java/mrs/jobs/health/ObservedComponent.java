package mrs.jobs.health;

import mrs.resilience.health.Component;
import mrs.resilience.health.Observation;

/** A component and what was last seen of it. */
record ObservedComponent(Component component, Observation observation) {}
