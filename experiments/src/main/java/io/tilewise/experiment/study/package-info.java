/**
 * What sweeps, sensitivity analyses and searches share: an experiment that is varied, points at
 * which it is evaluated, and the numbers that are read off its results.
 */
package io.tilewise.experiment.study;
