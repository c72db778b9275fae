namespace Microsoft.Build.Framework;

/// <summary>
/// Says that a task touches neither the working folder nor the environment of its process, so that multi-threaded MSBuild
/// runs it in place. MSBuild knows the attribute by its name, so that tasks can say it to an MSBuild newer than the one they
/// were compiled against.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
