package io.oeesuite.simulator.link;

/**
 * Where an edge node stands.
 *
 * <pre>
 *   OFF ──connect──▶ CONNECTING ──▶ WAITING_FOR_HOST ──host online, or none awaited──▶ ONLINE
 *    ▲                   ▲                  │ lost                                        │ lost, dropped, host offline
 *    └──disconnect       └──────────────────┴─────────────────────────────────────────────┘
 * </pre>
 */
public enum LinkState {
    OFF,
    CONNECTING,
    /** Connected, but silent until the primary host is online. */
    WAITING_FOR_HOST,
    /** Born: data flows. */
    ONLINE
}
