/** Which uncertain parameters a metric depends on: one at a time, and by shares of its variance. */
package io.tilewise.experiment.sensitivity;
