using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;

namespace Exports;

/// <summary>
/// Runs all classes but <see cref="Residue"/>, or only that with <c>--residue</c>; all in this process with <c>--in-process</c>.
/// </summary>
public static class Program
{
    public static void Main(string[] args)
    {
        Settings.InProcess = args.Contains("--in-process");
        var classes = typeof(Program).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(ConfigAttribute)) && (type == typeof(Residue)) == args.Contains("--residue"))
            .SelectMany(Closed);
        // Not the switcher, which asks more of the packages that old versions bring with them.
        BenchmarkRunner.Run([.. classes.Select(type => BenchmarkConverter.TypeToBenchmarks(type, new Settings()))]);
    }

    private static IEnumerable<Type> Closed(Type type) => type.IsGenericTypeDefinition
        ? type.GetCustomAttributes<GenericTypeArgumentsAttribute>().Select(types => type.MakeGenericType(types.GenericTypeArguments))
        : [type];
}
