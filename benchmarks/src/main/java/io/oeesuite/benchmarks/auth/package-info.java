/** What brokers ask of auth-service: how many questions a second, and 10,000 devices coming back at once. */
package io.oeesuite.benchmarks.auth;
