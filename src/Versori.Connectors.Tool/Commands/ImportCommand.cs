using System.CommandLine;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Commands;

/// <summary>Makes a definition from a document.</summary>
internal sealed class ImportCommand
{
    private const int WarningsShown = 25;

    private readonly Argument<string> _source = new("SOURCE")
    {
        Description = "A file, a URL, or - for standard input: OpenAPI, GraphQL, WSDL, Postman, HAR, Google "
            + "Discovery or Power Platform.",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file for the definition. Default: standard output.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _id = new("--id")
    {
        Description = "The connector's key. Default: derived from the document's title.",
        HelpName = "KEY",
    };

    private readonly Option<string?> _title = new("--title")
    {
        Description = "The connector's title. Default: the document's.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _baseUrl = new("--base-url")
    {
        Description = "The base URL, for documents without one. Names in braces become inputs.",
        HelpName = "URL",
    };

    private readonly Option<string[]> _related = new("--related")
    {
        Description = "A further document that the first refers to, by its name there.",
        HelpName = "[NAME=]FILE",
    };

    private readonly Option<string[]> _overlays = new("--overlay")
    {
        Description = "An OpenAPI overlay that is applied.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Exit with 1 if there are warnings.",
    };

    private readonly Option<bool> _allWarnings = new("--all-warnings")
    {
        Description = $"List all warnings. Default: the first {WarningsShown}.",
    };

    private readonly SourceOptions _reading = new();

    public static Command Create()
    {
        var own = new ImportCommand();
        var command = new Command("import", "Make a connector's definition from the description of an API.")
        {
            own._source,
            own._output,
            own._id,
            own._title,
            own._baseUrl,
            own._related,
            own._overlays,
            own._strict,
            own._allWarnings,
        };
        own._reading.AddTo(command);
        return command.RunsWith(own.RunAsync);
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        var argument = SourceArgument.Parse(context.Value(_source)!);
        var reader = _reading.CreateReader(context);
        var imported = await ProgressDisplay
            .RunAsync(context.Terminal, progress => ImportAsync(context, reader, argument, progress))
            .ConfigureAwait(false);
        var definition = imported.Definition;
        var warnings = imported.Warnings;
        var exitCode = context.Value(_strict) && warnings.Count > 0 ? ExitCode.Problems : ExitCode.Success;
        var output = context.Value(_output);
        var text = definition.ToJson();
        context.CancellationToken.ThrowIfCancellationRequested();
        if (output is not null)
            await TemporaryFiles.WriteAsync([(output, text)], context.CancellationToken).ConfigureAwait(false);
        if (context.UsesJson) return context.Json(exitCode, ToJson(argument, imported, output, text));
        WriteWarnings(context, argument, warnings);
        foreach (var outcome in imported.Overlay.Where(outcome => outcome.Kind != OverlayOutcomeKind.Applied))
            context.Terminal.Note(new("overlay", TextStyle.Warning), $": {outcome.Kind}: {outcome}");
        if (output is null) await Console.Out.WriteLineAsync(text.AsMemory().TrimEnd('\n')).ConfigureAwait(false);
        context.Terminal.Note(
            new(definition.Id.Value, TextStyle.Strong),
            $": {Count(definition.Endpoints.Count, "endpoint")}, {Count(definition.AuthMethods.Count, "auth method")}, "
            + $"{Count(warnings.Count, "warning")}",
            output is null ? "" : $" -> {output}");
        return exitCode;
    }

    private void WriteWarnings(
        CommandContext context, SourceArgument argument, IReadOnlyList<ConnectorError> warnings)
    {
        var shown = context.Value(_allWarnings) ? warnings.Count : Math.Min(warnings.Count, WarningsShown);
        foreach (var warning in warnings.Take(shown))
            ErrorText.Write(context.Terminal, argument.Name, warning, isWarning: true);
        if (shown < warnings.Count)
            context.Terminal.Note($"{warnings.Count - shown} more warnings: --all-warnings or --json lists them.");
    }

    private async Task<ImportedConnector> ImportAsync(
        CommandContext context, SourceReader reader, SourceArgument argument, IWorkProgress progress)
    {
        var loaded = await reader.LoadAsync(argument, progress, context.CancellationToken).ConfigureAwait(false);
        var source = loaded.Create();
        if (context.Value(_id) is { } id) source = source.WithId(id);
        if (context.Value(_title) is { } title) source = source.WithTitle(title);
        if (context.Value(_baseUrl) is { } baseUrl) source = source.WithBaseUrl(baseUrl);
        foreach (var related in context.Value(_related) ?? [])
        {
            var (name, file) = RelatedFile(related);
            var content = await reader.ReadAsync(new(null, file), progress, context.CancellationToken)
                .ConfigureAwait(false);
            source = source.WithRelated(name, SourceReader.Text(content));
        }

        foreach (var file in context.Value(_overlays) ?? [])
        {
            var content = await reader.ReadAsync(new(null, file), progress, context.CancellationToken)
                .ConfigureAwait(false);
            source = source.WithOverlay(Overlay(file, SourceReader.Text(content)));
        }

        var changed = loaded with { Create = () => source, Definition = null };
        return await reader.ImportAsync(changed, progress, context.CancellationToken).ConfigureAwait(false);
    }

    private static OpenApiOverlay Overlay(string file, string text)
    {
        try
        {
            return OpenApiOverlay.Parse(text);
        }
        catch (ConnectorException exception)
        {
            throw new SourceException(file, exception, isFetch: false);
        }
    }

    private static (string Name, string File) RelatedFile(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && !File.Exists(text) ? (text[..at], text[(at + 1)..]) : (Path.GetFileName(text), text);
    }

    private static JsonObject ToJson(
        SourceArgument argument, ImportedConnector imported, string? output, string text)
    {
        var json = new JsonObject
        {
            ["source"] = argument.Name,
            ["connector"] = imported.Definition.Id.Value,
            ["title"] = imported.Definition.Title,
            ["endpoints"] = imported.Definition.Endpoints.Count,
            ["authMethods"] = ErrorJson.Texts(imported.Definition.AuthMethods.Select(method => method.Id)),
            ["warnings"] = ErrorJson.List(imported.Warnings),
        };
        if (imported.Overlay.Count > 0)
        {
            json["overlay"] = new JsonArray([.. imported.Overlay.Select(outcome => (JsonNode)new JsonObject
            {
                ["kind"] = ErrorJson.Word(outcome.Kind),
                ["target"] = outcome.Target,
                ["message"] = outcome.Message,
            })]);
        }

        if (output is not null) json["output"] = output;
        else json["definition"] = JsonText.Parse(text);
        return json;
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
