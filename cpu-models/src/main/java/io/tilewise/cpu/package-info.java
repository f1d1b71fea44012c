/** Devices, cost models of kernels, and the replay of a plan on a device. */
package io.tilewise.cpu;
