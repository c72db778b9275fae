using System.CommandLine;
using PerfGate.Model;

namespace PerfGate.Tool.Commands.Options;

/// <summary>The option that names the run of which shards are.</summary>
internal static class RunIdOption
{
    /// <summary>The option.</summary>
    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--run") { Description = description, HelpName = "ID" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !RunId.IsOne(text))
            {
                result.AddError($"'{text}' is no id of a run: --run takes {RunId.Form}");
            }
        });
        return option;
    }
}
