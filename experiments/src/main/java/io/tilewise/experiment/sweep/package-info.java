/**
 * Sweeps: an experiment evaluated at many points of a space of settings, journaled as points
 * finish, and what the points say together.
 */
package io.tilewise.experiment.sweep;
