namespace PerfGate.Tool.Storage;

/// <summary>What was done to the tables of a store.</summary>
/// <param name="From">The version that was found; 0 where there were none.</param>
/// <param name="To">The version that they have now.</param>
internal sealed record Migration(int From, int To);
