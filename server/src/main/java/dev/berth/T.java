package dev.berth;

public final class T {
    private T() {}

    private static final long T0 = Long.parseLong(System.getenv().getOrDefault("T0", "0"));

    public static void m(String s) {
        if (T0 > 0)
            System.err.println("T " + (System.currentTimeMillis() - T0) + " "
                    + Thread.currentThread().getName() + " " + s);
    }
}
