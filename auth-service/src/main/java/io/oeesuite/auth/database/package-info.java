/** How the steps write to PostgreSQL, and how they keep what is in it in memory, so that brokers get answers while it is away. */
package io.oeesuite.auth.database;
