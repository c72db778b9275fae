namespace PerfGate.LazyTensors.Fusion;

/// <summary>How an input is read along a row.</summary>
internal enum InputAccess : byte
{
    /// <summary>One element after the other.</summary>
    Contiguous,

    /// <summary>The same element for the whole row.</summary>
    RowConstant,
}
