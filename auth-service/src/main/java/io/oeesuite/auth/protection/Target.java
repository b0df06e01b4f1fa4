package io.oeesuite.auth.protection;

/** What is counted for, and locked. */
sealed interface Target {

    /** A client id from one address: whoever guesses there does not lock out the device that has it. */
    record Pair(String clientId, String address) implements Target {}

    /** An address, with whatever client ids. */
    record Place(String address) implements Target {
        @Override
        public String clientId() {
            return "";
        }
    }

    /** A client id, from wherever. */
    record Client(String clientId) implements Target {
        @Override
        public String address() {
            return "";
        }
    }

    default String kind() {
        return switch (this) {
            case Pair _ -> "client-and-address";
            case Place _ -> "address";
            case Client _ -> "client";
        };
    }

    /** Empty for an address as a whole. */
    String clientId();

    /** Empty for a client as a whole. */
    String address();
}
