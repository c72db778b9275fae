using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Tool.Commands;
using PerfGate.Tool.Commands.Histories;
using PerfGate.Tool.Terminal;

BuildHost.Recognise();
var root = new RootCommand("The performance gate for .NET: a change that makes code slower, or makes it allocate more, fails; noise does not.")
{
    InitCommand.Create(),
    CheckCommand.Create(),
    RunCommand.Create(),
    CompareCommand.Create(),
    BaselineCommand.Create(),
    StoreCommand.Create(),
    CalibrateCommand.Create(),
    DoctorCommand.Create(),
    ReportCommand.Create(),
    BisectCommand.Create(),
    ExplainCommand.Create(),
    HistoryCommand.Create(),
    FleetCommand.Create(),
};
root.Add(CompletionCommand.Create(root));

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    var console = new DiagnosticWriter(Console.Error, useColor: false);
    foreach (var error in parsed.Errors)
    {
        console.Write(Diagnostic.Error(
            DiagnosticCode.PG1001, error.Message.TrimEnd('.'), null, "`dotnet perfgate --help` shows what there is"));
    }

    return (int)ExitCode.Usage;
}

return await parsed.InvokeAsync(new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    // Long enough to stop a suite's processes and remove what they left.
    ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
}, BuildHost.Ended);
