namespace PerfGate.LazyTensors.Compilation;

/// <summary>Where a value of a compiled graph is.</summary>
internal enum Home : byte
{
    /// <summary>In a tensor that the run is given, or that was there when the graph was compiled.</summary>
    Given,

    /// <summary>In memory that the graph keeps between runs.</summary>
    Own,

    /// <summary>In an output's memory: that of the result, of a tensor given for it, or of a donated input.</summary>
    Output,

    /// <summary>In the memory of another value.</summary>
    View,

    /// <summary>In memory that libtorch takes in each run.</summary>
    Fresh,
}
