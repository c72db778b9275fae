namespace PerfGate.LazyTensors.Fusion;

/// <summary>The compiled code of a kernel.</summary>
/// <param name="inputs">Address of each input.</param>
/// <param name="rowStrides">For each input, in elements.</param>
/// <param name="outputs">Address of each output.</param>
/// <param name="scalars">At least as many as the body uses.</param>
/// <param name="rows">Rows.</param>
/// <param name="columns">Elements of a row.</param>
internal unsafe delegate void FusedCode(nint* inputs, long* rowStrides, nint* outputs, double* scalars, long rows, long columns);
