namespace Versori.Connectors.AspNetCore.Forms;

/// <summary>A form as it is shown: for a new connection, or to reconnect one.</summary>
internal sealed record ConnectFormModel
{
    public required Connector Connector { get; init; }

    public required ConnectForm Form { get; init; }

    /// <summary>The connection that is reconnected.</summary>
    public Connection? Existing { get; init; }

    public string? ReturnUrl { get; init; }

    /// <summary>What was sent, if the form is shown again. Secrets are not shown again.</summary>
    public SubmittedForm? Submitted { get; init; }

    public IReadOnlyList<ConnectorError> Errors { get; init; } = [];

    public string SuggestedName { get; init; } = "";

    public ConnectorDefinition Definition => Connector.Definition!;
}
