package io.oeesuite.localstack.demo;

import java.util.Map;

/** What may be commanded in the demo: the speed of a machine, and the PackML commands; where people log in, the latter need a second one to approve. */
final class DemoCommands {

    private DemoCommands() {}

    /** The allow list of command-service. */
    static Map<String, String> allowed(boolean logins) {
        return Map.ofEntries(
                Map.entry("OEE_COMMANDS_ALLOW_0__DEVICE", "*"),
                Map.entry("OEE_COMMANDS_ALLOW_0__METRIC", "Command/MachSpeed"),
                Map.entry("OEE_COMMANDS_ALLOW_0__MIN", "0"),
                Map.entry("OEE_COMMANDS_ALLOW_0__MAX", "1000"),
                Map.entry("OEE_COMMANDS_ALLOW_1__DEVICE", "*"),
                Map.entry("OEE_COMMANDS_ALLOW_1__METRIC", "Command/CntrlCmd"),
                Map.entry("OEE_COMMANDS_ALLOW_1__VALUES", "1,2,3,4,5,6,7,8,9,10"),
                Map.entry("OEE_COMMANDS_ALLOW_1__CRITICAL", String.valueOf(logins)));
    }
}
