/** Running experiments: from a file to a result. */
package io.tilewise.experiment.run;
