package io.oeesuite.auth;

import java.util.Set;

import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;

/** Who asks, in tests. */
public final class CallerMother {
    public static final Caller OF_PLANT_1 = engineer("anna", new Sites(false, Set.of("PLANT-1")));
    public static final Caller OF_PLANT_2 = engineer("bert", new Sites(false, Set.of("PLANT-2")));
    public static final Caller OF_ALL_SITES = engineer("cora", Sites.ALL);
    public static final Caller ADMIN = new Caller("dora", Set.of(Roles.ENGINEER, Roles.ADMIN), Sites.ALL);

    private CallerMother() {}

    private static Caller engineer(String name, Sites sites) {
        return new Caller(name, Set.of(Roles.ENGINEER), sites);
    }
}
