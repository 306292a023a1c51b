using System.CommandLine;
using Versori.Connectors.Tool.Commands.Planning;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Commands;

/// <summary>Compares two definitions or documents.</summary>
internal sealed class DiffCommand
{
    private const string Breaking = "breaking", Possible = "possible", Any = "any", Never = "never";

    private readonly Argument<string> _before = new("BEFORE") { Description = "A definition or a document." };

    private readonly Argument<string> _after = new("AFTER") { Description = "A definition or a document." };

    private readonly Option<string[]> _plans = new("--plan")
    {
        Description = "Plans (plan.json) of integrations: which of their templates the changes concern.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _templates = new("--template")
    {
        Description = "A template with its endpoints: whether the changes concern it.",
        HelpName = "NAME=ENDPOINT,ENDPOINT",
    };

    private readonly Option<string> _failOn = new("--fail-on")
    {
        Description = "The changes that let it exit with 1.",
        DefaultValueFactory = _ => Breaking,
    };

    private readonly SourceOptions _reading = new();

    public static Command Create()
    {
        var own = new DiffCommand();
        own._failOn.AcceptOnlyFromAmong(Breaking, Possible, Any, Never);
        var command = new Command("diff", "Compare two definitions or documents: what changed, and for whom it breaks.")
        {
            own._before,
            own._after,
            own._plans,
            own._templates,
            own._failOn,
        };
        own._reading.AddTo(command);
        return command.RunsWith(own.RunAsync);
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        var reader = _reading.CreateReader(context);
        var diff = await ProgressDisplay.RunAsync(context.Terminal, async progress =>
        {
            var before = await ReadAsync(context, reader, context.Value(_before)!, progress).ConfigureAwait(false);
            var after = await ReadAsync(context, reader, context.Value(_after)!, progress).ConfigureAwait(false);
            progress.Begin("Comparing", null);
            var templates = await TemplatesAsync(context, reader, before, progress).ConfigureAwait(false);
            // The key names the connector here, and is not part of what is compared.
            return DefinitionDiff.Between(before, after with { Id = before.Id }).For(templates);
        }).ConfigureAwait(false);
        var exitCode = Fails(diff, context.Value(_failOn)!) ? ExitCode.Problems : ExitCode.Success;
        if (context.UsesJson)
            return context.Json(exitCode, new() { ["diff"] = JsonText.Parse(diff.ToJson()) });
        Terminal.Block(diff.ToText());
        return exitCode;
    }

    private static bool Fails(DefinitionDiff diff, string kind) => kind switch
    {
        Breaking => diff.IsBreaking,
        Possible => !diff.IsEmpty && diff.Impact >= ChangeImpact.PossiblyBreaking,
        Any => !diff.IsEmpty,
        _ => false,
    };

    private static async Task<ConnectorDefinition> ReadAsync(
        CommandContext context, SourceReader reader, string text, IWorkProgress progress)
    {
        var loaded = await reader.LoadAsync(SourceArgument.Parse(text), progress, context.CancellationToken)
            .ConfigureAwait(false);
        var imported = await reader.ImportAsync(loaded, progress, context.CancellationToken).ConfigureAwait(false);
        return imported.Definition;
    }

    private async Task<List<ConnectionTemplate>> TemplatesAsync(
        CommandContext context, SourceReader reader, ConnectorDefinition definition, IWorkProgress progress)
    {
        var templates = new List<ConnectionTemplate>();
        foreach (var text in context.Value(_templates) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) throw ToolException.Usage($"--template: '{text}' is not NAME=ENDPOINT,ENDPOINT.");
            templates.Add(Template(definition, "local", text[..at], text[(at + 1)..].Split(
                ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        }

        foreach (var file in context.Value(_plans) ?? [])
        {
            var content = await reader.ReadAsync(new(null, file), progress, context.CancellationToken)
                .ConfigureAwait(false);
            var plan = PlanFile.Parse(file, SourceReader.Text(content));
            templates.AddRange(plan.Connectors
                .Where(connector => connector.Definition.Id == definition.Id)
                .Select(connector =>
                    Template(definition, IntegrationOf(file), connector.TemplateName, connector.Endpoints)));
        }

        return templates;
    }

    // Plans lie in folders that are called like the integration.
    private static string IntegrationOf(string file)
    {
        var full = Path.GetFullPath(file);
        var folder = Path.GetFileName(Path.GetDirectoryName(full));
        return Path.GetFileName(full) == PlanFile.Name && folder is { Length: > 0 }
            ? folder
            : Path.GetFileNameWithoutExtension(full);
    }

    private static ConnectionTemplate Template(
        ConnectorDefinition definition, string integration, string name, IReadOnlyList<string> endpoints) =>
        new() { Id = new(integration, name), ConnectorId = definition.Id, Endpoints = endpoints };
}
