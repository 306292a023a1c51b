using System.CommandLine;
using Versori.Connectors.Generation;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Sources;

/// <summary>The options of commands that read sources.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string[]> _trust = new("--trust")
    {
        Description = "An origin, such as http://localhost:5000, that may be requested although it is not public or "
            + "not https.",
        HelpName = "ORIGIN",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<int> _related = new("--follow")
    {
        Description = "How many documents that a document refers to may be fetched. Default: 0.",
        HelpName = "NUMBER",
    };

    private readonly Option<bool> _discover = new("--discover-auth")
    {
        Description = "Complete what a document leaves out about OAuth from the metadata of its servers.",
    };

    private readonly Option<int> _size = new("--max-megabytes")
    {
        Description = "The largest document that is read. Default: 64.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 64,
    };

    /// <summary>Creates a reader of files, for commands without these options.</summary>
    public static SourceReader CreateFileReader()
    {
        var options = new ConnectorGenerationOptions();
        return new(ConnectorGenerator.Create(options: options, knownHosts: KnownSystems.Hosts), options);
    }

    public SourceOptions AddTo(Command command)
    {
        command.Add(_trust);
        command.Add(_related);
        command.Add(_discover);
        command.Add(_size);
        return this;
    }

    /// <summary>The origins that may be requested although they are not public or not https.</summary>
    public string[] TrustedOrigins(CommandContext context) => context.Value(_trust) ?? [];

    public SourceReader CreateReader(CommandContext context)
    {
        var external = new ExternalUrlOptions();
        try
        {
            external.Trust(TrustedOrigins(context));
        }
        catch (ArgumentException exception)
        {
            throw ToolException.Usage($"--trust: {exception.Message}");
        }

        var megabytes = context.Value(_size);
        if (megabytes is < 1 or > 1024) throw ToolException.Usage("--max-megabytes must be from 1 to 1024.");
        var options = new ConnectorGenerationOptions
        {
            ExternalUrls = external,
            MaximumRelatedDocuments = context.Value(_related),
            DiscoverAuthentication = context.Value(_discover),
            MaximumDocumentSize = megabytes * 1024 * 1024,
        };
        try
        {
            return new(ConnectorGenerator.Create(options: options, knownHosts: KnownSystems.Hosts), options);
        }
        catch (ArgumentException exception)
        {
            throw ToolException.Usage(exception.Message);
        }
    }
}
