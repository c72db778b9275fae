using System.Collections;
using System.IO.Pipes;
using System.Reflection;
using System.Text.Json;

namespace PerfGate.Resident;

/// <summary>
/// Runs the tool's Main once for each request. A request is a line of JSON that comes through a pipe: a folder, variables and arguments. What the tool writes goes to the
/// process's own outputs; a NUL ends what belongs to a request, on standard output followed by the exit code.
/// </summary>
internal static class Server
{
    private const char End = '\0';

    public static void Serve()
    {
        using var pipe = new NamedPipeClientStream(".", Take("PERFGATE_RESIDENT_PIPE"), PipeDirection.In);
        pipe.Connect();
        using var requests = new StreamReader(pipe);
        var main = Assembly.Load("dotnet-perfgate").EntryPoint!;
        var home = Environment.CurrentDirectory;
        var variables = Environment.GetEnvironmentVariables();
        while (requests.ReadLine() is { } request)
        {
            var exitCode = Run(main, request);
            Environment.CurrentDirectory = home;
            Restore(variables);
            Console.Error.Write($"{End}\n");
            Console.Out.Write($"{End}{exitCode}\n");
        }
    }

    private static int Run(MethodInfo main, string request)
    {
        using var json = JsonDocument.Parse(request);
        Environment.CurrentDirectory = json.RootElement.GetProperty("Folder").GetString()!;
        foreach (var variable in json.RootElement.GetProperty("Variables").EnumerateObject())
        {
            Environment.SetEnvironmentVariable(variable.Name, variable.Value.GetString());
        }

        try
        {
            string[] arguments = [.. json.RootElement.GetProperty("Arguments").EnumerateArray().Select(argument => argument.GetString()!)];
            return (int)main.Invoke(null, [arguments])!;
        }
        catch (TargetInvocationException e)
        {
            // As the runtime does; the process is not to be asked again.
            Console.Error.WriteLine($"Unhandled exception. {e.InnerException}");
            Environment.Exit(134);
            throw;
        }
    }

    private static string Take(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException($"{variable} names no pipe");
        Environment.SetEnvironmentVariable(variable, null);
        return value;
    }

    private static void Restore(IDictionary variables)
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (!variables.Contains(name))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        foreach (DictionaryEntry variable in variables)
        {
            Environment.SetEnvironmentVariable((string)variable.Key, (string?)variable.Value);
        }
    }
}
