namespace Versori.Connectors.Connecting;

/// <summary>Creates the draft of a connection from its credentials.</summary>
internal sealed class ConnectionDrafts(SnapshotTaker snapshots)
{
    public ConnectionDraft Create(
        Connection connection,
        Connector connector,
        IReadOnlyList<MethodCredential> credentials,
        IReadOnlyDictionary<string, string> inputs)
    {
        var methods = credentials.Select(credential => credential.Method).ToArray();
        var snapshot = snapshots.Take(connector, methods, inputs) with
        {
            MethodsWithOwnScopes = MethodsWithOwnScopes(credentials),
        };
        var fields = CredentialFields.Of(credentials.Select(credential => (credential.Method, credential.Credential)));
        var tokens = credentials
            .Where(credential => credential.Token is not null)
            .ToDictionary(credential => credential.Method.Id, credential => credential.Token!, StringComparer.Ordinal);
        return new(connection with { Snapshot = snapshot }, fields, tokens);
    }

    private static string[] MethodsWithOwnScopes(IReadOnlyList<MethodCredential> credentials) =>
        [.. credentials.Where(credential => credential.HasOwnScopes).Select(credential => credential.Method.Id)];
}
