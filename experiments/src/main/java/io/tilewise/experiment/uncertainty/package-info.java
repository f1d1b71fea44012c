/** How sure a prediction is: parameters drawn from their ranges, and what that does to it. */
package io.tilewise.experiment.uncertainty;
