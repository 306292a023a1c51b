namespace Versori.Connectors.Mcp;

/// <summary>How calls that write are approved.</summary>
public enum McpWriteApproval
{
    /// <summary>
    /// The server has the person confirm each write (elicitation in form mode). Clients that cannot ask a person are
    /// refused.
    /// </summary>
    Confirm,

    /// <summary>
    /// The client is trusted to have the person confirm, as the annotations of the tools suggest. The server does not
    /// check it.
    /// </summary>
    Client,

    /// <summary>Writes are neither listed nor called.</summary>
    Refuse,
}
