package io.oeesuite.alert.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.HeldBack;
import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.IncidentOrBuilder;
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
 * Each route goes its own way: one that is cooling down or out of hours calls later, while others have called already; a channel hears of it once all the same.
 * Whoever asks twice gets the same answer: what was told stands in the incident.
 */
public record CallingPolicy(List<Route> routes) {
    public CallingPolicy {
        routes = List.copyOf(routes);
    }

    /**
     * Decides by nothing but its arguments.
     *
     * @param lastCallMs when each route called last for the same equipment and rule
     */
    public Verdict judge(
            Incident incident, Collection<SilenceTerms> silences, Map<String, Long> lastCallMs, Instant now) {
        if (incident.getAlert().getStatus() == AlertStatus.ALERT_STATUS_RESOLVED) {
            return resolved(incident, now);
        }
        if (silences.stream().anyMatch(silence -> silence.holds(now) && silence.covers(incident.getAlert()))) {
            return heldBack(incident, HeldBack.HELD_BACK_SILENCED, now);
        }
        if (incident.hasAcknowledgement()) {
            return heldBack(incident, HeldBack.HELD_BACK_ACKNOWLEDGED, now);
        }
        return called(incident, lastCallMs, now);
    }

    /** Changes nothing when it is held back for that reason already, or somebody has been called. */
    private static Verdict heldBack(Incident incident, HeldBack why, Instant now) {
        return Verdict.nothing(
                incident.getNotifiedMs() != 0 || incident.getHeldBack() == why
                        ? incident
                        : incident.toBuilder()
                                .setHeldBack(why)
                                .setChangedMs(now.toEpochMilli())
                                .build());
    }

    private Verdict called(Incident incident, Map<String, Long> lastCallMs, Instant now) {
        long nowMs = now.toEpochMilli();
        Incident.Builder after = incident.toBuilder().setChangedMs(nowMs);
        List<Route> wanting = routes.stream()
                .filter(route -> calledMs(incident, route).isEmpty())
                .filter(route -> route.wants(incident.getAlert(), now))
                .toList();
        List<Route> calling = wanting.stream()
                .filter(route -> hasCooled(route, lastCallMs, nowMs))
                .toList();
        List<Route> escalating =
                routes.stream().filter(route -> isDue(incident, route, nowMs)).toList();
        if (calling.isEmpty() && escalating.isEmpty()) {
            return heldBack(
                    incident, wanting.isEmpty() ? HeldBack.HELD_BACK_NO_ROUTE : HeldBack.HELD_BACK_COOLDOWN, now);
        }
        List<Notification> notifications = new ArrayList<>();
        calling.forEach(route -> notifications.addAll(call(route, after)));
        escalating.forEach(route -> notifications.addAll(escalate(route, after)));
        return new Verdict(
                after.build(),
                withoutTwins(notifications),
                calling.stream().map(Route::name).toList());
    }

    private static boolean hasCooled(Route route, Map<String, Long> lastCallMs, long nowMs) {
        Long last = lastCallMs.get(route.name());
        return last == null || nowMs - last >= route.cooldown().toMillis();
    }

    /** Whom another route, or an escalation, has called already is not called again. */
    private static List<Notification> call(Route route, Incident.Builder after) {
        if (after.getNotifiedMs() == 0) {
            after.setNotifiedMs(after.getChangedMs()).setHeldBack(HeldBack.HELD_BACK_UNSPECIFIED);
        }
        after.putCalledMs(route.name(), after.getChangedMs());
        if (!after.getRoutesList().contains(route.name())) {
            after.addRoutes(route.name());
        }
        List<Notification> notifications = new ArrayList<>();
        for (String channel : route.channels()) {
            if (!after.getChannelsList().contains(channel)) {
                after.addChannels(channel);
                notifications.add(
                        notification(after, NotificationCause.NOTIFICATION_CAUSE_RAISED, "raised", 0, channel));
            }
        }
        return notifications;
    }

    private static List<Notification> escalate(Route route, Incident.Builder after) {
        int level = after.getEscalationsOrDefault(route.name(), 0) + 1;
        after.putEscalations(route.name(), level).putEscalatedMs(route.name(), after.getChangedMs());
        List<Notification> notifications = new ArrayList<>();
        for (String channel : route.escalation().orElseThrow().channels()) {
            if (!after.getChannelsList().contains(channel)) {
                after.addChannels(channel);
            }
            notifications.add(notification(
                    after,
                    NotificationCause.NOTIFICATION_CAUSE_ESCALATED,
                    "escalated-" + route.name() + "-" + level,
                    level,
                    channel));
        }
        return notifications;
    }

    /** Counts from the last time that somebody was called: a silence puts escalations off, it does not heap them up. */
    private static boolean isDue(Incident incident, Route route, long nowMs) {
        OptionalLong called = calledMs(incident, route);
        if (called.isEmpty()) {
            return false;
        }
        long sinceMs = Math.max(called.getAsLong(), incident.getEscalatedMsOrDefault(route.name(), 0));
        return route.escalation()
                .filter(escalation -> incident.getEscalationsOrDefault(route.name(), 0) < escalation.times())
                .filter(escalation -> nowMs - sinceMs >= escalation.after().toMillis())
                .isPresent();
    }

    /** Incidents of earlier versions name the routes and say only when the first of them called. */
    private static OptionalLong calledMs(Incident incident, Route route) {
        if (incident.containsCalledMs(route.name())) {
            return OptionalLong.of(incident.getCalledMsOrThrow(route.name()));
        }
        return incident.getRoutesList().contains(route.name())
                ? OptionalLong.of(incident.getNotifiedMs())
                : OptionalLong.empty();
    }

    /** Two routes may escalate to one channel at once. */
    private static List<Notification> withoutTwins(List<Notification> notifications) {
        Set<String> channels = new HashSet<>();
        return notifications.stream()
                .filter(notification -> channels.add(notification.getChannel()))
                .toList();
    }

    /** All who were called hear of the end, also while it is silent: they would go there for nothing. */
    private static Verdict resolved(Incident incident, Instant now) {
        if (incident.getChannelsCount() == 0) {
            return Verdict.nothing(incident);
        }
        Incident.Builder after = incident.toBuilder().clearChannels().setChangedMs(now.toEpochMilli());
        return new Verdict(
                after.build(),
                incident.getChannelsList().stream()
                        .map(channel -> notification(
                                after, NotificationCause.NOTIFICATION_CAUSE_RESOLVED, "resolved", 0, channel))
                        .toList(),
                List.of());
    }

    private static Notification notification(
            IncidentOrBuilder incident, NotificationCause cause, String told, int level, String channel) {
        String again = incident.getEpisode() == 0 ? "" : ":again-" + incident.getEpisode();
        return Notification.newBuilder()
                .setId(incident.getAlert().getId() + again + ":" + told + ":" + channel)
                .setChannel(channel)
                .setCause(cause)
                .setLevel(level)
                .setAlert(incident.getAlert())
                .setDecidedMs(incident.getChangedMs())
                .build();
    }
}
