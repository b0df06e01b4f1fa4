package io.oeesuite.command.commanding;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.command.TopicReader;
import io.oeesuite.command.host.HostConfig;
import io.oeesuite.command.host.HostOrders;
import io.oeesuite.command.host.HostStep;
import io.oeesuite.command.ownership.Ownership;
import io.oeesuite.command.ownership.OwnershipStep;
import io.oeesuite.command.plant.PlantStep;
import io.oeesuite.command.plant.Source;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandStatus;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;

/** Reads the log of commands on every replica, and sends what is in it while this one is the host. */
@ApplicationScoped
@Priority(30)
public class CommandingStep implements ServiceStep, Ownership.Duty, PlantStep.EventListener, Known {
    private static final Logger LOG = Logger.getLogger(CommandingStep.class);

    private final KafkaClients kafka;
    private final CommandsConfig config;
    private final HostConfig hostConfig;
    private final HostStep host;
    private final HostOrders orders;
    private final OwnershipStep ownership;
    private final PlantStep plant;
    private final Clock clock;
    private final CommandLog log;
    private final StandingOrder standing;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("standing-order").daemon().factory());
    private final CommandMeters meters;
    private final CommandBook book;
    private final RebirthPace pace;
    private AllowList allowList = new AllowList(List.of());
    private volatile Optional<TopicReader> reader = Optional.empty();
    private volatile Optional<Dispatcher> dispatcher = Optional.empty();

    CommandingStep(
            KafkaClients kafka,
            CommandsConfig config,
            HostConfig hostConfig,
            HostStep host,
            HostOrders orders,
            OwnershipStep ownership,
            PlantStep plant,
            Clock clock,
            CommandLog log,
            MeterRegistry registry) {
        this.kafka = kafka;
        this.config = config;
        this.hostConfig = hostConfig;
        this.host = host;
        this.orders = orders;
        this.ownership = ownership;
        this.plant = plant;
        this.clock = clock;
        this.log = log;
        this.standing = new StandingOrder(config.history());
        this.meters = new CommandMeters(registry);
        this.book = new CommandBook(config.historySize());
        this.pace = new RebirthPace(config.rebirthInterval(), config.rebirthsPerSecond());
    }

    @Override
    public void checkSettings() {
        List<AllowRule> rules = new ArrayList<>();
        config.allow().forEach(setting -> rules.add(AllowRule.of(setting)));
        allowList = new AllowList(rules);
        CommandSettings.check(config);
    }

    @Override
    public synchronized void start() {
        var since = new TopicReader.Start.Since(clock.instant().minus(config.history()));
        var started = new TopicReader(
                "command-log", kafka, List.of(Topic.COMMANDS, Topic.COMMAND_OUTCOMES), topic -> since, this::read);
        reader = Optional.of(started);
        book.watch(changed -> dispatcher.ifPresent(Dispatcher::wake));
        book.watch(changed -> {
            if (changed.isSent() && changed.command().getKind() == CommandKind.COMMAND_KIND_REBIRTH) {
                pace.note(changed.target(), changed.changedMs());
            }
        });
        started.start();
        started.caughtUp().thenRun(orders::known);
        timer.scheduleWithFixedDelay(this::tellStandingOrder, 1, 1, TimeUnit.MINUTES);
    }

    @Override
    public synchronized void stop() {
        timer.shutdownNow();
        dispatcher.ifPresent(Dispatcher::end);
        reader.ifPresent(TopicReader::close);
    }

    @Override
    public synchronized void begin() {
        TopicReader read = reader.orElseThrow(() -> new IllegalStateException("the log of commands is not read yet"));
        CommandCheck check = check();
        var begun = new Dispatcher(
                book,
                new Outbox(check, pace),
                new Confirmations(config.confirmation()),
                OutcomeLog.of(kafka, hostConfig.id()),
                new LogAndPlant(read, plant),
                new HostLine(host),
                new PresenceWatch(config.offlineGrace()),
                ownership::check,
                clock,
                meters);
        dispatcher = Optional.of(begun);
        begun.start();
    }

    @Override
    public synchronized void end() {
        dispatcher.ifPresent(Dispatcher::end);
        dispatcher = Optional.empty();
    }

    @Override
    public synchronized void abandon() {
        dispatcher.ifPresent(Dispatcher::abandon);
        dispatcher = Optional.empty();
    }

    @Override
    public void heard(MachineEvent event) {
        dispatcher.ifPresent(sending -> sending.hear(event));
    }

    @Override
    public CommandBook book() {
        return book;
    }

    public AllowList allowList() {
        return allowList;
    }

    public RebirthPace pace() {
        return pace;
    }

    /** Whether the log has been read up to the start. */
    public boolean isUpToDate() {
        return reader.filter(log -> log.caughtUp().isDone()).isPresent();
    }

    /** Whether this replica is the host, and sends what is accepted. */
    public boolean isSending() {
        return dispatcher.filter(sending -> sending.problem().isEmpty()).isPresent();
    }

    /** Why this replica sends nothing though it is the host. */
    Optional<String> problem() {
        return dispatcher.flatMap(Dispatcher::problem);
    }

    @Override
    public boolean isComplete() {
        return isUpToDate() && plant.isUpToDate();
    }

    @Override
    public List<Source> sources() {
        return plant.plant().all();
    }

    @Override
    public String hostId() {
        return hostConfig.id();
    }

    @Override
    public CommandCheck check() {
        return new CommandCheck(id -> plant.plant().find(id), host::commands, allowList);
    }

    @Override
    public String title() {
        return "the log of commands";
    }

    private void read(Topic topic, ConsumerRecord<byte[], byte[]> taken) throws InvalidProtocolBufferException {
        if (topic == Topic.COMMAND_OUTCOMES) {
            CommandOutcome outcome = CommandOutcome.parseFrom(taken.value());
            if (isOurs(outcome.getHostId())) {
                book.apply(outcome);
            }
            return;
        }
        Command command = Command.parseFrom(taken.value());
        if (!isOurs(command.getHostId())) {
            return;
        }
        switch (command.getKind()) {
            case COMMAND_KIND_HOST_OFFLINE -> obey(command, taken, false);
            case COMMAND_KIND_HOST_ONLINE -> obey(command, taken, true);
            case COMMAND_KIND_WRITE, COMMAND_KIND_REBIRTH -> book.accept(command, taken.offset());
            case COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new InvalidProtocolBufferException("a command of a kind that this version does not know");
        }
    }

    /** Several hosts may have one Kafka. */
    private boolean isOurs(String hostId) {
        return hostId.isEmpty() || hostId.equals(hostConfig.id());
    }

    private void tellStandingOrder() {
        if (!isSending()) {
            return;
        }
        standing.due(clock.millis())
                .ifPresent(order -> log.write(order).whenComplete((told, failure) -> {
                    if (failure != null) {
                        LOG.warnf(
                                "The order that the host be offline could not be told again: %s", failure.getMessage());
                    }
                }));
    }

    /** An order to the host is carried out by reading it. */
    private void obey(Command order, ConsumerRecord<byte[], byte[]> taken, boolean online) {
        orders.want(online, order.getAcceptedMs());
        standing.read(order, taken.timestamp());
        book.accept(order, taken.offset());
        book.apply(CommandOutcome.newBuilder()
                .setCommandId(order.getId())
                .setStatus(CommandStatus.COMMAND_STATUS_SENT)
                .setTimeMs(order.getAcceptedMs())
                .build());
        book.apply(CommandOutcome.newBuilder()
                .setCommandId(order.getId())
                .setStatus(CommandStatus.COMMAND_STATUS_CONFIRMED)
                .setTimeMs(order.getAcceptedMs())
                .build());
    }
}
