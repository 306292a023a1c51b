using System.CommandLine;
using System.Text.Json.Nodes;
using Versori.Connectors.Tool.Output;

namespace Versori.Connectors.Tool.Running;

/// <summary>What a running command works with.</summary>
internal sealed class CommandContext(
    string command, ParseResult arguments, bool usesJson, bool isQuiet, CancellationToken cancellationToken)
{
    /// <summary>The command's name.</summary>
    public string Command { get; } = command;

    /// <summary>Whether the result is one JSON document on standard output.</summary>
    public bool UsesJson { get; } = usesJson;

    public Terminal Terminal { get; } = new(usesJson, isQuiet);

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public T? Value<T>(Option<T> option) => arguments.GetValue(option);

    public T? Value<T>(Argument<T> argument) => arguments.GetValue(argument);

    public bool Has(Option option) => arguments.GetResult(option) is { Implicit: false };

    /// <summary>Writes the result as JSON, with the command's name and exit code, and returns the exit code.</summary>
    public int Json(int exitCode, JsonObject content)
    {
        content.Insert(0, "command", Command);
        content.Insert(1, "exitCode", exitCode);
        using var output = Console.OpenStandardOutput();
        JsonText.Write(content, output);
        return exitCode;
    }

    /// <summary>Reports what ends the command.</summary>
    public int Fail(int exitCode, string message, IReadOnlyList<ConnectorError>? errors = null, string? source = null)
    {
        if (UsesJson)
        {
            var listed = errors is { Count: > 0 }
                ? ErrorJson.List(errors)
                : [new JsonObject { ["code"] = Name(exitCode), ["message"] = message }];
            var json = new JsonObject { ["errors"] = listed };
            if (source is not null) json["source"] = source;
            return Json(exitCode, json);
        }

        if (errors is { Count: > 0 })
        {
            foreach (var error in errors) ErrorText.Write(Terminal, source ?? Command, error);
        }
        else
        {
            Terminal.Note(new("error", TextStyle.Error), $": {message}");
        }

        return exitCode;
    }

    private static string Name(int exitCode) => exitCode switch
    {
        ExitCode.Usage => "usage",
        ExitCode.Unreadable => "unreadable",
        ExitCode.Interrupted or ExitCode.Terminated => "interrupted",
        ExitCode.Failure => "failure",
        _ => "problem",
    };
}
