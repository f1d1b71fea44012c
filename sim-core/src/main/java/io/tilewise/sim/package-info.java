/** The discrete-event core: time, events, fluid shared resources. It knows nothing of CPUs. */
package io.tilewise.sim;
