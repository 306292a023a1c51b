using Versori.Connectors.Connecting;

namespace Versori.Connectors.Authorizing;

/// <summary>What somebody signs in to, worked out and checked as far as it does not depend on the protocol.</summary>
/// <param name="Connector">The connector.</param>
/// <param name="Method">The method, with what discovery found.</param>
/// <param name="Before">The connection that is connected again.</param>
/// <param name="Name">The connection's name.</param>
/// <param name="Owner">The connection's owner.</param>
/// <param name="Inputs">The inputs as given.</param>
/// <param name="Fields">The fields of the connection's own client.</param>
/// <param name="Further">The connection's further credentials.</param>
internal sealed record AuthorizationTarget(
    Connector Connector,
    AuthMethod Method,
    Connection? Before,
    string Name,
    Owner Owner,
    IReadOnlyDictionary<string, string> Inputs,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<MethodCredential> Further)
{
    /// <summary>Whether the method's scopes were chosen for this connection.</summary>
    public bool HasOwnScopes { get; init; }

    public override string ToString() => Method.Id;

    /// <summary>The sign-in as it is kept, still without what brings the person back and without its secrets.</summary>
    public PendingAuthorization Pending(string id, AuthorizationRequest request, DateTimeOffset expiresAt) => new()
    {
        Id = id,
        ConnectorId = Connector.Id,
        ConnectorVersion = Connector.Version,
        Method = Method,
        FurtherMethods = request.FurtherCredentials.Count == 0 ? [] : [.. Further.Select(further => further.Method)],
        HasOwnScopes = HasOwnScopes,
        Owner = Owner,
        Name = Name,
        ConnectionId = Before?.Id,
        Inputs = Inputs,
        IsDefault = request.IsDefault,
        TryCredential = request.TryCredential,
        ExpiresAt = expiresAt,
        Secrets = default,
    };

    /// <summary>What the sign-in has to keep secret, with the further credentials that were given for it. What the connection has already stays with it.</summary>
    public Dictionary<string, string> Secrets(AuthorizationRequest request, params ReadOnlySpan<(string Name, string? Value)> own)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            if (value is not null) secrets[name] = value;
        }

        if (request.FurtherCredentials.Count == 0) return secrets;
        foreach (var (name, value) in FurtherCredentials.Pack(Further)) secrets[name] = value;
        return secrets;
    }
}
