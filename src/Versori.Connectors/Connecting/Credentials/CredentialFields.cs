using Versori.Connectors.Caching;

namespace Versori.Connectors.Connecting;

/// <summary>
/// The fields of all credentials of a connection, in one bundle. Their names are <c>method/field</c>.
/// </summary>
internal sealed class CredentialFields
{
    private readonly IReadOnlyDictionary<string, string> _values;

    private CredentialFields(IReadOnlyDictionary<string, string> values) => _values = values;

    public static CredentialFields Empty { get; } = new(SmallMap.Of([]));

    public bool IsEmpty => _values.Count == 0;

    public IEnumerable<string> Values => _values.Values;

    public static CredentialFields Of(IEnumerable<(AuthMethod Method, Credential Credential)> credentials) =>
        new(credentials
            .SelectMany(pair => pair.Credential.Fields.Select(
                field => (Name: Key(pair.Method.Id, field.Key), Value: field.Value.Reveal())))
            .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));

    public static CredentialFields? Of(Secret secret) =>
        SecretBundle.Unpack(secret) is { } values ? new(values) : null;

    public Secret? Find(string methodId, string field) =>
        _values.TryGetValue(Key(methodId, field), out var value) ? new Secret(value) : null;

    /// <summary>The fields of one method.</summary>
    public IReadOnlyDictionary<string, string> Of(string methodId)
    {
        var prefix = Key(methodId, "");
        return _values
            .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
    }

    public Secret Pack() => SecretBundle.Pack(_values);

    private static string Key(string methodId, string field) => $"{methodId}/{field}";
}
