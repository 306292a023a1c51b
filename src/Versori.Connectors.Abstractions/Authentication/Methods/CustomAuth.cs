using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A method of the host's own: a handler that the host registers by name does the authenticating.</summary>
public sealed record CustomAuth() : AuthMethod("custom")
{
    /// <summary>The name that the handler is registered under.</summary>
    public required string Handler { get; init; }

    /// <summary>The handler's settings: a JSON object, checked by the handler. No secrets.</summary>
    public JsonFragment Settings { get; init => field = value ?? JsonFragment.Empty; } = JsonFragment.Empty;

    /// <summary>The fields that a connection supplies.</summary>
    public IReadOnlyList<CredentialField> Fields { get; init => field = ValueList<CredentialField>.Of(value); } = ValueList<CredentialField>.Empty;
}
