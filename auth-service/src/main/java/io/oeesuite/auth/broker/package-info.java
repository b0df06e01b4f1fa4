/** What brokers ask, and the answers: may this client connect, may it say or hear that. */
package io.oeesuite.auth.broker;
