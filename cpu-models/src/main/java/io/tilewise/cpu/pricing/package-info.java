/** Which kernel executes a call, and what it costs. */
package io.tilewise.cpu.pricing;
