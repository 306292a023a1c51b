using System.CommandLine;
using System.Text;
using Versori.Connectors.Tool.Commands;

namespace Versori.Connectors.Tool.Running;

/// <summary>The command line.</summary>
internal static class ToolApplication
{
    // A text that begins with '@' is not the name of a file with arguments: requirements may begin so.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    // Failures are turned into messages, and signals are handled, where commands run.
    private static readonly InvocationConfiguration Invocation = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    public static Task<int> RunAsync(string[] arguments)
    {
        // The default of Windows would replace characters of titles.
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;
        var root = CreateRoot();
        HelpText.Use(root);
        var parsed = root.Parse(arguments, Parsing);
        return parsed.Errors.Count > 0 || UsageErrors.UnknownOption(parsed) is not null
            ? Task.FromResult(UsageErrors.Report(parsed))
            : parsed.InvokeAsync(Invocation);
    }

    private static RootCommand CreateRoot() => new(
        "Connectors to external systems: import, validate, plan, compare and test them.")
    {
        ImportCommand.Create(),
        ValidateCommand.Create(),
        PlanCommand.Create(),
        DiffCommand.Create(),
        TestCommand.Create(),
        KnownCommand.Create(),
        NewCommand.Create(),
        ServeCommand.Create(),
        McpCommand.Create(),
        GlobalOptions.Json,
        GlobalOptions.Quiet,
    };
}
