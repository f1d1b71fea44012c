/** What a device file adds up to, beside what sources state of the device. */
package io.tilewise.experiment.device;
