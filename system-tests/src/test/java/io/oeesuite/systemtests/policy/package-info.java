/** Who may connect to a broker and say what: the table of cases on real brokers, and the brokers without auth-service. */
package io.oeesuite.systemtests.policy;
