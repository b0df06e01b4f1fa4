package io.oeesuite.alert.rest;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.oeesuite.alert.told.AlertBody;
import io.oeesuite.contracts.Delivery;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What became of a notification.
 *
 * @param event raised, escalated or resolved
 * @param status delivered, failing (it is tried again), refused, expired, or skipped (the alert was over before it could be told)
 * @param detail what went wrong
 */
@Schema(name = "Delivery")
@RegisterForReflection
@JsonInclude(Include.NON_EMPTY)
record DeliveryAnswer(
        String id,
        String alert,
        String equipment,
        String rule,
        String channel,
        String event,
        String status,
        int attempts,
        String detail,
        Instant at) {

    static DeliveryAnswer of(Delivery delivery) {
        return new DeliveryAnswer(
                delivery.getNotificationId(),
                delivery.getAlertId(),
                delivery.getEquipment(),
                delivery.getRule(),
                delivery.getChannel(),
                AlertBody.word(delivery.getCause().name(), "NOTIFICATION_CAUSE_"),
                AlertBody.word(delivery.getStatus().name(), "DELIVERY_STATUS_"),
                delivery.getAttempts(),
                delivery.getDetail(),
                Instant.ofEpochMilli(delivery.getTimeMs()));
    }
}
