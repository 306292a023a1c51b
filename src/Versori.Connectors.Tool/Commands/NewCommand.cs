using System.CommandLine;
using System.Text.Json.Nodes;
using Versori.Connectors.Tool.Commands.Starting;
using Versori.Connectors.Tool.Engine;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Commands;

/// <summary>Writes a host to start from.</summary>
internal sealed class NewCommand
{
    private readonly Argument<string> _folder = new("FOLDER")
    {
        Description = "The new project's folder. Its last part is the project's name.",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "A definition or a document of the system that the host calls.",
        HelpName = "SOURCE",
    };

    private readonly Option<string?> _known = new("--known")
    {
        Description = "A known system that the host signs in to.",
        HelpName = "ID",
    };

    private readonly Option<string?> _method = new("--method", "-m")
    {
        Description = "The id of the auth method. Default: the first.",
        HelpName = "ID",
    };

    private readonly SourceOptions _reading = new();

    public static Command Create()
    {
        var own = new NewCommand();
        var command = new Command("new", "Write a small host project to start from.")
        {
            own._folder,
            own._from,
            own._known,
            own._method,
        };
        own._reading.AddTo(command);
        return command.RunsWith(own.RunAsync);
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        var folder = context.Value(_folder)!;
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (!StarterProject.IsName(name))
            throw ToolException.Usage($"'{name}' is not a project's name: use letters, digits, '_', '-' and '.'.");
        if (File.Exists(folder)) throw ToolException.Unreadable($"'{folder}' is a file.");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw ToolException.Unreadable($"The folder '{folder}' is not empty. Nothing was written.");
        var definition = await DefinitionAsync(context).ConfigureAwait(false);
        var method = context.Value(_method) is { } id
            ? CredentialReader.FindMethod(definition, id)
            : definition.AuthMethods.Count > 0 ? definition.AuthMethods[0] : null;
        using var engine = LocalEngine.Create();
        var files = StarterProject.Create(name, definition, method, engine)
            .Select(file => (Path: Path.Combine(folder, file.Name), file.Text))
            .ToList();
        await TemporaryFiles.WriteAsync(files, context.CancellationToken).ConfigureAwait(false);
        if (context.UsesJson)
        {
            return context.Json(ExitCode.Success, new JsonObject
            {
                ["project"] = name,
                ["connector"] = definition.Id.Value,
                ["written"] = ErrorJson.Texts(files.Select(file => file.Path)),
            });
        }

        foreach (var (path, _) in files) context.Terminal.Line(path);
        context.Terminal.Note($"Next: dotnet run --project {folder}");
        return ExitCode.Success;
    }

    private async Task<ConnectorDefinition> DefinitionAsync(CommandContext context)
    {
        if (context.Value(_known) is { } id)
        {
            return context.Value(_from) is null
                ? KnownSystems.Get(id).Definition
                : throw ToolException.Usage("State --from or --known, not both.");
        }

        if (context.Value(_from) is not { } from) return StarterProject.Example;
        var reader = _reading.CreateReader(context);
        return await ProgressDisplay.RunAsync(context.Terminal, async progress =>
        {
            var loaded = await reader.LoadAsync(SourceArgument.Parse(from), progress, context.CancellationToken)
                .ConfigureAwait(false);
            var imported = await reader.ImportAsync(loaded, progress, context.CancellationToken).ConfigureAwait(false);
            return imported.Definition;
        }).ConfigureAwait(false);
    }
}
