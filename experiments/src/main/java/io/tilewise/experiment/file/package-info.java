/** The format of experiment files. */
package io.tilewise.experiment.file;
