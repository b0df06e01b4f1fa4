package io.oeesuite.alert.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.HeldBack;
import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.NotificationCause;

/**
 * Who is to be called for an incident, and when.
 *
 * <pre>
 *   held back ──silence over, cooldown over, a route wants it──▶ called ──nobody acknowledges──▶ escalated, again and again
 *      │                                                            │                                │
 *      └──────────resolved: nobody need know──▶ done ◀──resolved: all who were called hear of it─────┘
 * </pre>
 *
 * Whoever asks twice gets the same answer: what was told stands in the incident.
 */
public record CallingPolicy(List<Route> routes) {
    public CallingPolicy {
        routes = List.copyOf(routes);
    }

    /**
     * Decides by nothing but its arguments.
     *
     * @param lastCallMs when somebody was called last for the same equipment and rule
     */
    public Verdict judge(Incident incident, Collection<SilenceTerms> silences, OptionalLong lastCallMs, Instant now) {
        if (incident.getAlert().getStatus() == AlertStatus.ALERT_STATUS_RESOLVED) {
            return resolved(incident, now);
        }
        boolean silenced =
                silences.stream().anyMatch(silence -> silence.holds(now) && silence.covers(incident.getAlert()));
        if (incident.getNotifiedMs() != 0) {
            return silenced || incident.hasAcknowledgement() ? Verdict.nothing(incident) : escalated(incident, now);
        }
        if (silenced) {
            return heldBack(incident, HeldBack.HELD_BACK_SILENCED, now);
        }
        List<Route> wanting = routes.stream()
                .filter(route -> route.wants(incident.getAlert(), now))
                .toList();
        List<Route> calling = wanting.stream()
                .filter(route -> hasCooled(route, lastCallMs, now))
                .toList();
        if (calling.isEmpty()) {
            return heldBack(
                    incident, wanting.isEmpty() ? HeldBack.HELD_BACK_NO_ROUTE : HeldBack.HELD_BACK_COOLDOWN, now);
        }
        return called(incident, calling, now);
    }

    private static boolean hasCooled(Route route, OptionalLong lastCallMs, Instant now) {
        return lastCallMs.isEmpty()
                || now.toEpochMilli() - lastCallMs.getAsLong()
                        >= route.cooldown().toMillis();
    }

    /** Changes nothing when it is held back for that reason already. */
    private static Verdict heldBack(Incident incident, HeldBack why, Instant now) {
        return Verdict.nothing(
                incident.getHeldBack() == why
                        ? incident
                        : incident.toBuilder()
                                .setHeldBack(why)
                                .setChangedMs(now.toEpochMilli())
                                .build());
    }

    private static Verdict called(Incident incident, List<Route> calling, Instant now) {
        Set<String> channels = new LinkedHashSet<>();
        calling.forEach(route -> channels.addAll(route.channels()));
        Incident after = incident.toBuilder()
                .setNotifiedMs(now.toEpochMilli())
                .addAllChannels(channels)
                .addAllRoutes(calling.stream().map(Route::name).toList())
                .setHeldBack(HeldBack.HELD_BACK_UNSPECIFIED)
                .setChangedMs(now.toEpochMilli())
                .build();
        return new Verdict(
                after,
                channels.stream()
                        .map(channel -> notification(after, NotificationCause.NOTIFICATION_CAUSE_RAISED, 0, channel))
                        .toList(),
                true);
    }

    private Verdict escalated(Incident incident, Instant now) {
        Incident.Builder after = incident.toBuilder();
        List<Notification> notifications = new ArrayList<>();
        for (Route route : routes) {
            int done = incident.getEscalationsOrDefault(route.name(), 0);
            if (incident.getRoutesList().contains(route.name()) && isDue(route, incident.getNotifiedMs(), done, now)) {
                after.putEscalations(route.name(), done + 1);
                for (String channel : route.escalation().orElseThrow().channels()) {
                    if (!after.getChannelsList().contains(channel)) {
                        after.addChannels(channel);
                    }
                    notifications.add(
                            notification(incident, NotificationCause.NOTIFICATION_CAUSE_ESCALATED, done + 1, channel));
                }
            }
        }
        if (notifications.isEmpty()) {
            return Verdict.nothing(incident);
        }
        return new Verdict(after.setChangedMs(now.toEpochMilli()).build(), withoutTwins(notifications), false);
    }

    private static boolean isDue(Route route, long notifiedMs, int done, Instant now) {
        return route.escalation()
                .filter(escalation -> done < escalation.times())
                .filter(escalation ->
                        now.toEpochMilli() - notifiedMs >= escalation.after().toMillis() * (done + 1))
                .isPresent();
    }

    /** Two routes may escalate to one channel at once. */
    private static List<Notification> withoutTwins(List<Notification> notifications) {
        return List.copyOf(new LinkedHashSet<>(notifications));
    }

    /** All who were called hear of the end, also while it is silent: they would go there for nothing. */
    private static Verdict resolved(Incident incident, Instant now) {
        if (incident.getChannelsCount() == 0) {
            return Verdict.nothing(incident);
        }
        Incident after = incident.toBuilder()
                .clearChannels()
                .setChangedMs(now.toEpochMilli())
                .build();
        return new Verdict(
                after,
                incident.getChannelsList().stream()
                        .map(channel -> notification(after, NotificationCause.NOTIFICATION_CAUSE_RESOLVED, 0, channel))
                        .toList(),
                false);
    }

    private static Notification notification(Incident incident, NotificationCause cause, int level, String channel) {
        String told = switch (cause) {
            case NOTIFICATION_CAUSE_RAISED -> "raised";
            case NOTIFICATION_CAUSE_ESCALATED -> "escalated-" + level;
            case NOTIFICATION_CAUSE_RESOLVED -> "resolved";
            case NOTIFICATION_CAUSE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a notification has a cause");
        };
        return Notification.newBuilder()
                .setId(incident.getAlert().getId() + ":" + told + ":" + channel)
                .setChannel(channel)
                .setCause(cause)
                .setLevel(level)
                .setAlert(incident.getAlert())
                .setDecidedMs(incident.getChangedMs())
                .build();
    }
}
