/** What has been read and has not yet reached a broker: kept on disk, in order. */
package io.oeesuite.simulator.outbox;
