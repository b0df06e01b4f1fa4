package io.oeesuite.alert.channel;

import java.time.Instant;

import io.oeesuite.alert.told.AlertBody;
import io.oeesuite.contracts.Notification;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a webhook is sent.
 *
 * @param id the same whenever this is sent again
 * @param event raised, escalated or resolved
 * @param level of escalation, from 1 on; otherwise 0
 * @param sentAt of this attempt: what is old was sent by somebody who recorded it
 */
@RegisterForReflection
record WebhookBody(String id, String event, int level, Instant sentAt, AlertBody alert) {

    static WebhookBody of(Notification notification, Instant now) {
        return new WebhookBody(
                notification.getId(),
                AlertBody.word(notification.getCause().name(), "NOTIFICATION_CAUSE_"),
                notification.getLevel(),
                now,
                AlertBody.of(notification.getAlert()));
    }
}
