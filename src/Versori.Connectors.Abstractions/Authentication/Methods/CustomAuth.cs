using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A method that the host implements. A handler that the host registers by name authenticates the requests.
/// </summary>
public sealed record CustomAuth() : AuthMethod("custom")
{
    /// <summary>The name under which the handler is registered.</summary>
    public required string Handler { get; init; }

    /// <summary>
    /// The handler's settings: a JSON object without secrets, which the handler validates. Default: an empty object.
    /// </summary>
    public JsonFragment Settings { get; init => field = value ?? JsonFragment.Empty; } = JsonFragment.Empty;

    /// <summary>The fields that a connection supplies. Default: none.</summary>
    public IReadOnlyList<CredentialField> Fields
    {
        get;
        init => field = ValueList<CredentialField>.Of(value);
    } = ValueList<CredentialField>.Empty;
}
