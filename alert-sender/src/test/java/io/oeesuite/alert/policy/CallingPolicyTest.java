package io.oeesuite.alert.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.oeesuite.alert.AlertMother;
import io.oeesuite.contracts.Acknowledgement;
import io.oeesuite.contracts.AlertSeverity;
import io.oeesuite.contracts.HeldBack;
import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.NotificationCause;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static io.oeesuite.alert.AlertMother.PRESS;
import static org.assertj.core.api.Assertions.assertThat;

class CallingPolicyTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration COOLDOWN = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Map<String, Long> NO_CALL = Map.of();

    private final Incident incident =
            Incident.newBuilder().setAlert(AlertMother.down(PRESS, NOON)).build();

    @Test
    void allChannelsOfAllWantingRoutesAreCalledOnce() {
        var policy = policy(route("plant", List.of("mail", "webhook")), route("line", List.of("webhook", "pager")));

        Verdict verdict = policy.judge(incident, List.of(), NO_CALL, NOON);

        assertThat(verdict.notifications())
                .extracting(Notification::getChannel)
                .containsExactly("mail", "webhook", "pager");
        assertThat(verdict.notifications())
                .extracting(Notification::getCause)
                .containsOnly(NotificationCause.NOTIFICATION_CAUSE_RAISED);
        assertThat(verdict.calling()).containsExactly("plant", "line");
        assertThat(policy.judge(verdict.incident(), List.of(), NO_CALL, NOON.plusSeconds(1)))
                .isEqualTo(Verdict.nothing(verdict.incident()));
    }

    @Test
    void aRouteOfAnotherSiteSeverityRuleOrTimeDoesNotCall() {
        var elsewhere = new Route(
                "a", List.of(EquipmentPattern.of("OTHER")), Set.of(), info(), none(), List.of("x"), COOLDOWN, none());
        var otherRule = new Route("b", List.of(), Set.of("no-data"), info(), none(), List.of("x"), COOLDOWN, none());
        var night = new Route(
                "c",
                List.of(),
                Set.of(),
                info(),
                Optional.of(new WeeklyHours(
                        EnumSet.allOf(DayOfWeek.class), LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneOffset.UTC)),
                List.of("x"),
                COOLDOWN,
                none());
        var policy = new CallingPolicy(List.of(elsewhere, otherRule, night));

        Verdict atNoon = policy.judge(incident, List.of(), NO_CALL, NOON);
        assertThat(atNoon.notifications()).isEmpty();
        assertThat(atNoon.incident().getHeldBack()).isEqualTo(HeldBack.HELD_BACK_NO_ROUTE);

        Verdict atNight = policy.judge(atNoon.incident(), List.of(), NO_CALL, NOON.plus(Duration.ofHours(11)));
        assertThat(atNight.notifications()).hasSize(1);
        assertThat(atNight.incident().getHeldBack()).isEqualTo(HeldBack.HELD_BACK_UNSPECIFIED);
    }

    @Test
    void aRouteForTheSevereDoesNotCallForTheRest() {
        var critical = new Route(
                "a",
                List.of(),
                Set.of(),
                AlertSeverity.ALERT_SEVERITY_CRITICAL,
                none(),
                List.of("pager"),
                COOLDOWN,
                none());
        var warning =
                Incident.newBuilder().setAlert(AlertMother.noData(PRESS, NOON)).build();
        var policy = new CallingPolicy(List.of(critical));

        assertThat(policy.judge(warning, List.of(), NO_CALL, NOON).notifications())
                .isEmpty();
        assertThat(policy.judge(incident, List.of(), NO_CALL, NOON).notifications())
                .hasSize(1);
    }

    @Test
    void whatIsStillOpenWhenTheSilenceEndsIsToldThen() {
        var policy = policy(route("all", List.of("mail")));
        var silence = new SilenceTerms(EquipmentPattern.of("PLANT"), "", NOON, NOON.plusSeconds(60), Optional.empty());

        Verdict silent = policy.judge(incident, List.of(silence), NO_CALL, NOON.plusSeconds(59));
        assertThat(silent.notifications()).isEmpty();
        assertThat(silent.incident().getHeldBack()).isEqualTo(HeldBack.HELD_BACK_SILENCED);

        assertThat(policy.judge(silent.incident(), List.of(silence), NO_CALL, NOON.plusSeconds(60))
                        .notifications())
                .hasSize(1);
    }

    @Test
    void whatComesAndGoesInSilenceIsNeverTold() {
        var policy = policy(route("all", List.of("mail")));
        var over = incident.toBuilder()
                .setAlert(AlertMother.resolved(incident.getAlert(), NOON))
                .build();

        assertThat(policy.judge(over, List.of(), NO_CALL, NOON).notifications()).isEmpty();
    }

    @Test
    void theSameAgainWithinTheCooldownIsToldWhenItIsOver() {
        var policy = policy(route("all", List.of("mail")));
        Map<String, Long> lastCall = Map.of("all", NOON.minusSeconds(60).toEpochMilli());

        Verdict early = policy.judge(incident, List.of(), lastCall, NOON);
        assertThat(early.notifications()).isEmpty();
        assertThat(early.incident().getHeldBack()).isEqualTo(HeldBack.HELD_BACK_COOLDOWN);

        Instant cooled = NOON.minusSeconds(60).plus(COOLDOWN);
        assertThat(policy.judge(early.incident(), List.of(), lastCall, cooled).notifications())
                .hasSize(1);
    }

    @Test
    void aRouteThatIsCoolingDownCallsLaterAlthoughAnotherHasCalled() {
        var policy = policy(route("day", List.of("mail")), route("plant", List.of("webhook")));
        Map<String, Long> lastCall = Map.of("day", NOON.minusSeconds(60).toEpochMilli());

        Verdict first = policy.judge(incident, List.of(), lastCall, NOON);
        assertThat(channels(first)).containsExactly("webhook");
        assertThat(first.calling()).containsExactly("plant");

        Instant cooled = NOON.minusSeconds(60).plus(COOLDOWN);
        Verdict second = policy.judge(first.incident(), List.of(), lastCall, cooled);
        assertThat(channels(second)).containsExactly("mail");
        assertThat(second.calling()).containsExactly("day");
    }

    @Test
    void aRouteOutOfHoursCallsWhenItsHoursBeginAlthoughAnotherHasCalled() {
        var night = new Route(
                "night",
                List.of(),
                Set.of(),
                info(),
                Optional.of(new WeeklyHours(
                        EnumSet.allOf(DayOfWeek.class), LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneOffset.UTC)),
                List.of("pager"),
                COOLDOWN,
                none());
        var policy = policy(route("all", List.of("mail")), night);

        Incident called = policy.judge(incident, List.of(), NO_CALL, NOON).incident();

        assertThat(channels(at(policy, called, Duration.ofHours(9)))).isEmpty();
        assertThat(channels(at(policy, called, Duration.ofHours(10)))).containsExactly("pager");
    }

    @Test
    void whomOneRouteHasCalledAnotherDoesNotCallAgain() {
        var policy = policy(route("day", List.of("mail")), route("plant", List.of("mail")));
        Map<String, Long> lastCall = Map.of("day", NOON.minusSeconds(60).toEpochMilli());
        Incident called = policy.judge(incident, List.of(), lastCall, NOON).incident();

        Verdict later = policy.judge(called, List.of(), lastCall, NOON.plus(COOLDOWN));

        assertThat(later.notifications()).isEmpty();
        assertThat(later.calling()).containsExactly("day");
    }

    @Test
    void theCooldownOfOneRouteHoldsBackNoOther() {
        var policy = policy(route("plant", List.of("mail")));

        assertThat(channels(policy.judge(incident, List.of(), Map.of("other", NOON.toEpochMilli()), NOON)))
                .containsExactly("mail");
    }

    @Test
    void anAcknowledgedAlertCallsNobody() {
        var policy = policy(route("all", List.of("mail")));
        Incident acknowledged = incident.toBuilder()
                .setAcknowledgement(Acknowledgement.newBuilder().setActor("anna"))
                .build();

        Verdict verdict = policy.judge(acknowledged, List.of(), NO_CALL, NOON);

        assertThat(verdict.notifications()).isEmpty();
        assertThat(verdict.incident().getHeldBack()).isEqualTo(HeldBack.HELD_BACK_ACKNOWLEDGED);
    }

    @Test
    void escalationsThatASilencePutOffDoNotComeAtOnce() {
        var policy = policy(escalating(3));
        Incident called = policy.judge(incident, List.of(), NO_CALL, NOON).incident();

        Verdict first = at(policy, called, PATIENCE.multipliedBy(10));
        Verdict second = at(policy, first.incident(), PATIENCE.multipliedBy(10).plusSeconds(1));
        Verdict third = at(policy, first.incident(), PATIENCE.multipliedBy(11));

        assertThat(channels(first)).containsExactly("boss");
        assertThat(channels(second)).isEmpty();
        assertThat(channels(third)).containsExactly("boss");
    }

    @Test
    void aRouteThatWasRenamedGoesOnEscalating() {
        Incident called =
                policy(escalating(1)).judge(incident, List.of(), NO_CALL, NOON).incident();
        var renamed = policy(escalating("renamed", 1));

        Verdict taken = at(renamed, called, Duration.ofMinutes(1));
        assertThat(taken.notifications()).as("nobody is called twice").isEmpty();
        assertThat(channels(at(renamed, taken.incident(), Duration.ofMinutes(1).plus(PATIENCE))))
                .containsExactly("boss");
    }

    @Test
    void anIncidentOfAnEarlierVersionIsNotToldAnew() {
        var policy = policy(escalating(1));
        Incident before = incident.toBuilder()
                .setNotifiedMs(NOON.toEpochMilli())
                .addChannels("mail")
                .addRoutes("escalating")
                .build();

        assertThat(at(policy, before, Duration.ofMinutes(1)).notifications()).isEmpty();
        assertThat(channels(at(policy, before, PATIENCE))).containsExactly("boss");
    }

    @Test
    void whatIsRaisedAgainIsToldUnderAnotherId() {
        var policy = policy(route("all", List.of("mail")));
        Incident again = incident.toBuilder().setEpisode(1).build();

        assertThat(policy.judge(again, List.of(), NO_CALL, NOON)
                        .notifications()
                        .getFirst()
                        .getId())
                .isEqualTo(incident.getAlert().getId() + ":again-1:raised:mail");
    }

    @Test
    void nobodyAcknowledgesSoOthersAreCalledAsOftenAsAsked() {
        var policy = policy(escalating(2));
        Incident called = policy.judge(incident, List.of(), NO_CALL, NOON).incident();

        assertThat(at(policy, called, PATIENCE.minusSeconds(1)).notifications()).isEmpty();
        Verdict first = at(policy, called, PATIENCE);
        Verdict second = at(policy, first.incident(), PATIENCE.multipliedBy(2));
        Verdict third = at(policy, second.incident(), PATIENCE.multipliedBy(3));

        assertThat(first.notifications())
                .extracting(Notification::getChannel, Notification::getLevel)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("boss", 1));
        assertThat(at(policy, first.incident(), PATIENCE.plusSeconds(1)).notifications())
                .isEmpty();
        assertThat(second.notifications()).extracting(Notification::getLevel).containsExactly(2);
        assertThat(third.notifications()).isEmpty();
    }

    @Test
    void whoHasAcknowledgedKeepsItFromEscalating() {
        var policy = policy(escalating(1));
        Incident called = policy.judge(incident, List.of(), NO_CALL, NOON).incident();
        Incident acknowledged = called.toBuilder()
                .setAcknowledgement(Acknowledgement.newBuilder().setActor("anna"))
                .build();

        assertThat(at(policy, acknowledged, PATIENCE.multipliedBy(9)).notifications())
                .isEmpty();
    }

    @Test
    void allWhoWereCalledHearOfTheEndOnce() {
        var policy = policy(escalating(1));
        Incident called = policy.judge(incident, List.of(), NO_CALL, NOON).incident();
        Incident escalated = at(policy, called, PATIENCE).incident();
        Incident over = escalated.toBuilder()
                .setAlert(AlertMother.resolved(incident.getAlert(), NOON.plus(PATIENCE)))
                .build();

        Verdict verdict = policy.judge(over, List.of(), NO_CALL, NOON.plus(PATIENCE));

        assertThat(verdict.notifications())
                .extracting(Notification::getChannel, Notification::getCause)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mail", NotificationCause.NOTIFICATION_CAUSE_RESOLVED),
                        org.assertj.core.groups.Tuple.tuple("boss", NotificationCause.NOTIFICATION_CAUSE_RESOLVED));
        assertThat(policy.judge(verdict.incident(), List.of(), NO_CALL, NOON).notifications())
                .isEmpty();
    }

    /** However often and irregularly it is asked, nothing is told twice, and nothing of an incident before it is raised. */
    @Property
    void nothingIsToldTwice(
            @ForAll List<@IntRange(max = 1200) Integer> pauses, @ForAll @IntRange(max = 40) int acknowledgedAfter) {
        var policy = policy(escalating(3), route("all", List.of("mail", "webhook")));
        var silence =
                new SilenceTerms(EquipmentPattern.ALL, "", NOON, NOON.plus(Duration.ofMinutes(20)), Optional.empty());
        List<String> told = new ArrayList<>();
        Incident now = incident;
        Instant time = NOON;
        for (int i = 0; i < pauses.size(); i++) {
            time = time.plusSeconds(pauses.get(i));
            if (i == acknowledgedAfter) {
                now = now.toBuilder()
                        .setAcknowledgement(Acknowledgement.getDefaultInstance())
                        .build();
            }
            Verdict verdict = policy.judge(now, List.of(silence), NO_CALL, time);
            verdict.notifications().forEach(notification -> told.add(notification.getId()));
            now = verdict.incident();
        }

        assertThat(told).doesNotHaveDuplicates();
        assertThat(told.stream().filter(id -> id.contains(":raised:")).toList())
                .hasSize(now.getNotifiedMs() == 0 ? 0 : now.getCalledMsCount());
        assertThat(told.stream().filter(id -> id.contains(":escalated-")).count())
                .isLessThanOrEqualTo(3);
    }

    private Verdict at(CallingPolicy policy, Incident now, Duration afterNoon) {
        return policy.judge(now, List.of(), NO_CALL, NOON.plus(afterNoon));
    }

    private static CallingPolicy policy(Route... routes) {
        return new CallingPolicy(List.of(routes));
    }

    private static Route route(String name, List<String> channels) {
        return new Route(name, List.of(), Set.of(), info(), none(), channels, COOLDOWN, none());
    }

    private static List<String> channels(Verdict verdict) {
        return verdict.notifications().stream().map(Notification::getChannel).toList();
    }

    private static Route escalating(int times) {
        return escalating("escalating", times);
    }

    private static Route escalating(String name, int times) {
        return new Route(
                name,
                List.of(),
                Set.of(),
                info(),
                none(),
                List.of("mail"),
                COOLDOWN,
                Optional.of(new Route.Escalation(PATIENCE, List.of("boss"), times)));
    }

    private static AlertSeverity info() {
        return AlertSeverity.ALERT_SEVERITY_INFO;
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }
}
