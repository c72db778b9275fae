namespace PerfGate.Tool.Databases;

/// <summary>Finds what an exception is about: the layers above a database wrap what it says.</summary>
internal static class Causes
{
    /// <summary>The outermost exception of a kind, of an exception and its causes; null if there is none.</summary>
    public static T? Of<T>(Exception exception)
        where T : Exception => exception as T ?? (exception.InnerException is { } inner ? Of<T>(inner) : null);
}
