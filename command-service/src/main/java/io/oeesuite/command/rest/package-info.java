/** What people and programs ask over HTTP: the host, the plant, commands, rebirths and the audit. */
package io.oeesuite.command.rest;
