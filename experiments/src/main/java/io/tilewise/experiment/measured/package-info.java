/** What was measured on one device, carried over to another by the ratio of predictions. */
package io.tilewise.experiment.measured;
