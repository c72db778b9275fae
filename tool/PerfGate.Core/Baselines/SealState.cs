namespace PerfGate.Baselines;

/// <summary>What a session's checksum and signature say of it.</summary>
public enum SealState
{
    /// <summary>It is as PerfGate wrote it.</summary>
    Sound,

    /// <summary>It has no checksum: an earlier version wrote it, or a hand.</summary>
    None,

    /// <summary>It was changed since: its checksum is another one's.</summary>
    Broken,

    /// <summary>A key is given, and it has no signature.</summary>
    Unsigned,

    /// <summary>A key is given, and its signature is not made with it, or not of this content.</summary>
    WronglySigned,
}
