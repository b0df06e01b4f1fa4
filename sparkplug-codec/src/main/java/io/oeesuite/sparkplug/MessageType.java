package io.oeesuite.sparkplug;

/** The message types of edge nodes (N…) and devices (D…). STATE is no payload message: see {@link StateTopic}. */
public enum MessageType {
    NBIRTH,
    NDEATH,
    NDATA,
    NCMD,
    DBIRTH,
    DDEATH,
    DDATA,
    DCMD;

    /** True when the topic must name a device. */
    public boolean isDevice() {
        return switch (this) {
            case NBIRTH, NDEATH, NDATA, NCMD -> false;
            case DBIRTH, DDEATH, DDATA, DCMD -> true;
        };
    }

    /** True for messages from the host to the edge; they carry no sequence number. */
    public boolean isCommand() {
        return this == NCMD || this == DCMD;
    }

    /** True when the message takes part in the edge node's sequence 0..255: all but wills (NDEATH) and commands. */
    public boolean hasSequenceNumber() {
        return switch (this) {
            case NBIRTH, NDATA, DBIRTH, DDEATH, DDATA -> true;
            case NDEATH, NCMD, DCMD -> false;
        };
    }
}
