namespace PerfGate.MSBuild.Tests.Running;

/// <summary>A file of the repository that is changed for as long as this lives.</summary>
internal sealed class Edited : IDisposable
{
    private readonly string _path;
    private readonly byte[] _before;

    public Edited(SampleRepository repository, string name, Func<string, string> edit)
    {
        _path = repository.PathOf(name);
        _before = File.ReadAllBytes(_path);
        File.WriteAllText(_path, edit(File.ReadAllText(_path)));
    }

    public void Dispose() => File.WriteAllBytes(_path, _before);
}
