/** What PostgreSQL holds, added up for any range of time: the step between the store and those who ask. */
package io.oeesuite.analytics.reading;
