using System.CommandLine;
using System.Text.Json.Nodes;
using Versori.Connectors.Tool.Engine;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Commands;

/// <summary>Reports the problems of definition files.</summary>
internal sealed class ValidateCommand
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Files with definitions, or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create()
    {
        var own = new ValidateCommand();
        var command = new Command("validate", "Report all problems of definitions, with place and fix.") { own._files };
        return command.RunsWith(own.RunAsync);
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        var reader = SourceOptions.CreateFileReader();
        var files = new JsonArray();
        var exitCode = ExitCode.Success;
        foreach (var name in context.Value(_files)!)
        {
            var argument = SourceArgument.Parse(name);
            if (argument.Url is not null) throw ToolException.Usage("'validate' reads files. Import URLs first.");
            var (definition, problems) = await ValidateAsync(context, reader, argument).ConfigureAwait(false);
            if (problems.Count > 0) exitCode = ExitCode.Problems;
            if (context.UsesJson)
            {
                files.Add(new JsonObject
                {
                    ["file"] = argument.Name,
                    ["connector"] = definition?.Id.Value,
                    ["problems"] = ErrorJson.List(problems),
                });
            }
            else
            {
                Write(context.Terminal, argument, definition, problems);
            }
        }

        return context.UsesJson ? context.Json(exitCode, new() { ["files"] = files }) : exitCode;
    }

    private static void Write(
        Terminal terminal,
        SourceArgument argument,
        ConnectorDefinition? definition,
        IReadOnlyList<ConnectorError> problems)
    {
        foreach (var problem in problems) ErrorText.Write(terminal, argument.Name, problem);
        if (problems.Count == 0)
            terminal.Line($"{argument.Name}: ", new("valid", TextStyle.Success), $" ({definition!.Id})");
        else
            terminal.Line($"{argument.Name}: ", new($"{problems.Count} problem(s)", TextStyle.Error));
    }

    private static async Task<(ConnectorDefinition? Definition, IReadOnlyList<ConnectorError> Problems)> ValidateAsync(
        CommandContext context, SourceReader reader, SourceArgument argument)
    {
        var content = await ProgressDisplay.RunAsync(
            context.Terminal,
            progress => reader.ReadAsync(argument, progress, context.CancellationToken)).ConfigureAwait(false);
        return DefinitionCheck.Run(SourceReader.Text(content));
    }
}
