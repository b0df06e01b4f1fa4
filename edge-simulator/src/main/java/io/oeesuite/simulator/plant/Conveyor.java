package io.oeesuite.simulator.plant;

/** Items waiting between two machines. */
final class Conveyor {

    private final int places;
    private int items;

    Conveyor(int places, int items) {
        this.places = places;
        this.items = items;
    }

    int items() {
        return items;
    }

    int room() {
        return places - items;
    }

    int places() {
        return places;
    }

    void put(int count) {
        items += count;
    }

    void take(int count) {
        items -= count;
    }

    void clear() {
        items = 0;
    }
}
