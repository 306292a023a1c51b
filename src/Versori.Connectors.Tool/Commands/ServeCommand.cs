using System.CommandLine;
using Versori.Connectors.Tool.Engine;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Serving;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Commands;

/// <summary>Serves the Connect page to the person at this machine.</summary>
internal sealed class ServeCommand
{
    // The redirect URI that is registered at a vendor contains it, so that it stays the same.
    private const int DefaultPort = 7420;

    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "Definitions, documents, or ids of known systems. Default: what the database has.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _database = new("--database", "-d")
    {
        Description = "The SQLite file with connectors and connections. Default: a file in the user's own folder.",
        HelpName = "FILE",
    };

    private readonly Option<int> _port = new("--port", "-p")
    {
        Description = $"The port on this machine; 0 for a free one. Default: {DefaultPort}.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly SourceOptions _reading = new();

    public static Command Create()
    {
        var own = new ServeCommand();
        var command = new Command("serve", "Serve a page on this machine on which you connect accounts.")
        {
            own._sources,
            own._database,
            own._port,
        };
        own._reading.AddTo(command);
        return command.RunsWith(own.RunAsync);
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        var port = context.Value(_port);
        if (port is < 0 or > ushort.MaxValue) throw ToolException.Usage("--port must be from 0 to 65535.");
        var reader = _reading.CreateReader(context);
        var connectors = await ProgressDisplay.RunAsync(
            context.Terminal,
            progress => ReadAsync(context, reader, progress)).ConfigureAwait(false);
        CheckAll(connectors);
        var settings = new ServeSettings(
            connectors,
            Path.GetFullPath(context.Value(_database) ?? ServeDatabase.DefaultPath()),
            port,
            _reading.TrustedOrigins(context));
        // The web framework is loaded here, and by no other command.
        return await ServeRun.RunAsync(settings, context).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ServedConnector>> ReadAsync(
        CommandContext context, SourceReader reader, IWorkProgress progress)
    {
        var connectors = new List<ServedConnector>();
        foreach (var text in context.Value(_sources) ?? [])
        {
            var argument = SourceArgument.Parse(text);
            if (FindKnown(argument) is { } known)
            {
                connectors.Add(new(known.Definition, known.Id));
                continue;
            }

            var loaded = await reader.LoadAsync(argument, progress, context.CancellationToken).ConfigureAwait(false);
            var imported = await reader.ImportAsync(loaded, progress, context.CancellationToken).ConfigureAwait(false);
            connectors.Add(new(imported.Definition, null));
        }

        return connectors;
    }

    // A file of this name counts more than a known system.
    private static KnownSystem? FindKnown(SourceArgument argument)
    {
        var name = argument.Location;
        var isName = argument is { IsStandardInput: false, Url: null, Key: null }
            && ConnectorId.TryParse(name, null, out _)
            && !Path.HasExtension(name)
            && !Path.Exists(name);
        if (!isName) return null;
        if (KnownSystems.Find(name) is { } known) return known;
        throw ToolException.Usage(
            $"'{name}' is neither a file nor a known system. The nearest systems are: {KnownNames.Nearest(name)}.");
    }

    // Before anything is created.
    private static void CheckAll(IReadOnlyList<ServedConnector> connectors)
    {
        using var engine = LocalEngine.Create();
        var keys = new HashSet<ConnectorId>();
        foreach (var (definition, _) in connectors)
        {
            if (!keys.Add(definition.Id))
            {
                throw ToolException.Usage(
                    $"Two sources have the key '{definition.Id}'. Name one with another key: KEY=SOURCE.");
            }

            if (engine.Catalog.Validate(definition) is [_, ..] problems)
                throw new SourceException(definition.Id.Value, new(problems), isFetch: false);
        }
    }
}
