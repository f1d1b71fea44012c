/**
 * The formats of device files, kernel files and runtime files, and what they say as the simulator
 * uses it.
 */
package io.tilewise.cpu.file;
