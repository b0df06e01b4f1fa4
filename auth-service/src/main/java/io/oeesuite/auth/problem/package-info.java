/** What can be wrong with a request to this service. */
package io.oeesuite.auth.problem;
