namespace PerfGate.Tool.Storage;

/// <summary>Which exceptions say that a folder or disk does not take what is written.</summary>
internal static class DiskErrors
{
    public static bool Is(Exception e) =>
        e is IOException or UnauthorizedAccessException or NotSupportedException
        // What .NET makes of a file that the system does not let grow (EFBIG).
        || e is ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>What the system said, in one line.</summary>
    public static string Text(Exception e) => e.Message.ReplaceLineEndings(" ");

    /// <summary>Deletes a folder with all that is in it.</summary>
    /// <returns>What the system said if it could not; null if the folder is gone.</returns>
    public static string? OfDeleting(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (Is(e))
        {
            return Text(e);
        }
    }
}
