namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Which listing of a graph came to a node last, and where it put it.</summary>
/// <param name="Listing">The listing's number; 0 for none.</param>
/// <param name="Place">The node's place in it.</param>
internal readonly record struct PlaceMark(uint Listing, int Place);
