using Versori.Connectors.Connecting;

namespace Versori.Connectors.SignIn;

/// <summary>The connector, method and connection of a sign-in, checked as far as no protocol is involved.</summary>
/// <param name="Connector">The connector.</param>
/// <param name="Method">The method, including the results of discovery.</param>
/// <param name="Existing">The connection to reconnect; <see langword="null"/> for a new one.</param>
/// <param name="Name">The connection's name.</param>
/// <param name="Owner">The connection's owner.</param>
/// <param name="Inputs">The inputs as given.</param>
/// <param name="Fields">The fields of the connection's own client.</param>
/// <param name="Further">The connection's further credentials.</param>
internal sealed record SignInTarget(
    Connector Connector,
    AuthMethod Method,
    Connection? Existing,
    string Name,
    Owner Owner,
    IReadOnlyDictionary<string, string> Inputs,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<MethodCredential> Further)
{
    /// <summary>Whether the method's scopes were chosen for this connection.</summary>
    public bool HasOwnScopes { get; init; }

    public override string ToString() => Method.Id;

    /// <summary>Creates the record that is stored, without its protocol's values and without its secrets.</summary>
    public PendingSignIn ToPending(string id, SignInRequest request, DateTimeOffset expiresAt) => new()
    {
        Id = id,
        ConnectorId = Connector.Id,
        ConnectorVersion = Connector.Version,
        Method = Method,
        AdditionalMethods = request.AdditionalCredentials.Count == 0
            ? []
            : [.. Further.Select(further => further.Method)],
        HasOwnScopes = HasOwnScopes,
        Owner = Owner,
        Name = Name,
        ConnectionId = Existing?.Id,
        Inputs = Inputs,
        AllowOtherAccount = request.AllowOtherAccount,
        IsDefault = request.IsDefault,
        CheckCredential = request.CheckCredential,
        ExpiresAt = expiresAt,
        Secrets = default,
    };

    /// <summary>
    /// Returns the secrets to keep for the sign-in, including the further credentials of the request. The further
    /// credentials of an existing connection stay with the connection and are not included.
    /// </summary>
    public Dictionary<string, string> SecretsToKeep(
        SignInRequest request, params ReadOnlySpan<(string Name, string? Value)> protocolSecrets)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in protocolSecrets)
        {
            if (value is not null) secrets[name] = value;
        }

        if (request.AdditionalCredentials.Count == 0) return secrets;
        foreach (var (name, value) in FurtherCredentialResolver.Pack(Further)) secrets[name] = value;
        return secrets;
    }
}
