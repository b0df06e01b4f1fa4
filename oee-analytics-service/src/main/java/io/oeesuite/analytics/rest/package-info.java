/** What people and programs ask over HTTP. */
package io.oeesuite.analytics.rest;
