namespace PerfGate;

internal static class Placeholder;
