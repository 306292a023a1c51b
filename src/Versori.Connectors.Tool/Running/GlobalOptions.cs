using System.CommandLine;

namespace Versori.Connectors.Tool.Running;

/// <summary>The options of every command.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the result, and failures, as one JSON document to standard output.",
        Recursive = true,
    };

    public static Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Show no progress.",
        Recursive = true,
    };
}
