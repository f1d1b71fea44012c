/**
 * Power, clocks under a governor, and heat: what a device takes while a plan is replayed on it, and
 * what that does to its clocks.
 */
package io.tilewise.cpu.power;
