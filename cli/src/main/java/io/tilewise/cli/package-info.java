/** The commands of the tilewise launcher. */
package io.tilewise.cli;
