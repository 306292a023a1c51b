using Versori.Connectors.AI;

namespace Versori.Connectors.Mcp;

/// <summary>What an MCP server offers, and how.</summary>
public sealed class McpConnectorOptions
{
    /// <summary>
    /// The templates: exactly their endpoints are tools. Names of tools begin with the template's name if there are
    /// several.
    /// </summary>
    public IList<TemplateId> Templates { get; } = [];

    /// <summary>How endpoints become tools. Default: the defaults of <see cref="AgentToolOptions"/>.</summary>
    public AgentToolOptions Tools
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <summary>How writes are approved. Default: <see cref="McpWriteApproval.Confirm"/>.</summary>
    public McpWriteApproval Writes { get; set; }

    /// <summary>The server's name in the protocol. Default: <c>versori-connectors</c>.</summary>
    public string ServerName { get; set; } = "versori-connectors";

    /// <summary>The server's version in the protocol. Default: <c>1.0</c>.</summary>
    public string ServerVersion { get; set; } = "1.0";

    /// <summary>What a model should know of the server. Default: nothing.</summary>
    public string? Instructions { get; set; }

    /// <summary>
    /// The key that protects the state of confirmations, at least 32 bytes of UTF-8. Set the same one on all machines
    /// that serve the same clients. Default: <see langword="null"/>, a random key of the process.
    /// </summary>
    public Secret? StateKey { get; set; }
}
