using System.CommandLine;
using Versori.Connectors.Tool.Mcp;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Commands;

/// <summary>Serves a developer's coding agent over the Model Context Protocol, on standard input and output.</summary>
internal sealed class McpCommand
{
    private readonly Option<string[]> _credentials = new("--credential")
    {
        Description = "An environment variable with a credential that tests may use, and the only origin that it may be "
            + "sent to, such as GITHUB_TOKEN=https://api.github.com.",
        HelpName = "VARIABLE=ORIGIN",
    };

    private readonly Option<bool> _unsafe = new("--allow-unsafe")
    {
        Description = "Let tests call endpoints that change something. Use a test account.",
    };

    private readonly SourceOptions _reading = new();

    public static Command Create()
    {
        var own = new McpCommand();
        var command = new Command("mcp", "Serve a coding agent over the Model Context Protocol (stdio).")
        {
            own._credentials,
            own._unsafe,
        };
        own._reading.AddTo(command);
        return command.RunsWith(own.RunAsync);
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        if (context.UsesJson) throw ToolException.Usage("'mcp' writes the protocol's messages. It has no --json.");
        var credentials = AllowedCredentials.Parse(context.Value(_credentials) ?? []);
        var workspace = new Workspace(Directory.GetCurrentDirectory(), _reading.CreateReader(context));
        await BuildServer
            .RunAsync(workspace, credentials, context.Value(_unsafe), context.CancellationToken)
            .ConfigureAwait(false);
        return ExitCode.Success;
    }
}
