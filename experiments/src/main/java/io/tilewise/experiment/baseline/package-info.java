/** Baselines: predictions recorded, checked, and traced to what changed. */
package io.tilewise.experiment.baseline;
