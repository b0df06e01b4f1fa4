package io.oeesuite.systemtests.board;

import com.microsoft.playwright.options.ColorScheme;

/** A screen: its size in CSS pixels, and whether its owner likes it dark. */
enum Look {
    PHONE(360, 780, ColorScheme.LIGHT),
    PHONE_AT_NIGHT(390, 844, ColorScheme.DARK),
    DESK(1440, 900, ColorScheme.LIGHT),
    DESK_AT_NIGHT(1440, 900, ColorScheme.DARK),
    WALL(1920, 1080, ColorScheme.DARK),
    LARGE_WALL(3840, 2160, ColorScheme.LIGHT);

    final int width;
    final int height;
    final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }
}
