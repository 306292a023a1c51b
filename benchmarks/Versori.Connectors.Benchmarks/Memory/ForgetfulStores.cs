using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Benchmarks.Memory;

/// <summary>
/// Stores that keep no connection: each is created from JSON when it is read, as from a database. Connections therefore
/// share nothing, and only the state that the engine holds stays in memory.
/// </summary>
internal sealed class ForgetfulStores(
    int connectors, int tokenLength, DateTimeOffset now) : IConnectionStore, ISecretStore, IConnectorStore
{
    private const string Method = "oauth2";

    private readonly Dictionary<ConnectorId, string> _connectors = Enumerable.Range(0, connectors)
        .Select(DefinitionOf)
        .ToDictionary(
            definition => definition.Id,
            definition =>
                Write(new Connector { Id = definition.Id, Version = 1, Revision = 1, Definition = definition }));

    public static ConnectionId IdOf(int number) => new(new Guid(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]));

    public ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var number = BitConverter.ToInt32(id.Value.ToByteArray());
        var definition = DefinitionOf(number % connectors);
        var holder = SecretHolder.For(id);
        return new(Read<Connection>(Write(new Connection
        {
            Id = id,
            ConnectorId = definition.Id,
            Owner = Owner.User($"user-{number:D8}"),
            Name = "acme",
            CreatedAt = now,
            Revision = 2,
            Snapshot = new()
            {
                ConnectorVersion = 1,
                TakenAt = now,
                Methods = definition.AuthMethods,
                Origins = [definition.BaseUrl],
                Secrets = new(holder, "credentials", Guid.NewGuid().ToString("N")),
            },
            Tokens =
            [
                new()
                {
                    MethodId = Method,
                    Secret = new(holder, TokenWriter.SecretName(Method), Guid.NewGuid().ToString("N")),
                    ObtainedAt = now,
                    ExpiresAt = now.AddHours(24),
                },
            ],
        })));
    }

    public ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken) =>
        new(SecretBundle.Pack(
        reference.Name == TokenWriter.SecretName(Method)
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["accessToken"] = reference.Version[..1].PadRight(tokenLength, 'x'),
            }
            : new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [$"{Method}/clientId"] = reference.Holder.Id[..32],
                [$"{Method}/clientSecret"] = $"{reference.Version}{reference.Version[..8]}",
            }));

    public ValueTask<Connector?> FindAsync(ConnectorId id, int? version, CancellationToken cancellationToken) =>
        new(Read<Connector>(_connectors[id]));

    public ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, CancellationToken cancellationToken) =>
        throw Refused();

    public ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken) =>
        throw Refused();

    public IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken) =>
        throw Refused();

    public ValueTask<SecretReference> WriteAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken) =>
        throw Refused();

    public ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken) => throw Refused();

    public IAsyncEnumerable<SecretReference> ListAsync(SecretHolder holder, CancellationToken cancellationToken) =>
        throw Refused();

    public ValueTask<SaveResult<Connector>> SaveAsync(Connector connector, CancellationToken cancellationToken) =>
        throw Refused();

    public ValueTask<bool> DeleteAsync(ConnectorId id, long revision, CancellationToken cancellationToken) =>
        throw Refused();

    public IAsyncEnumerable<Connector> ListAsync(ConnectorId? after, CancellationToken cancellationToken) =>
        throw Refused();

    private static ConnectorDefinition DefinitionOf(int number)
    {
        var name = number.ToString("D4", CultureInfo.InvariantCulture);
        return new()
        {
            Id = ConnectorId.Parse($"system-{name}"),
            Title = $"System {name}",
            BaseUrl = $"https://system-{name}.example.com",
            AuthMethods =
            [
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.ClientCredentials,
                    TokenUrl = $"https://system-{name}.example.com/oauth/token",
                    Scopes = ["read", "write"],
                },
            ],
            Endpoints =
            [
                .. Enumerable.Range(0, 20)
                    .Select(
                        endpoint =>
                            new ConnectorEndpoint
                            {
                                Id = $"items/{endpoint}",
                                Method = "GET",
                                Path = $"/items/{endpoint}",
                            }),
            ],
        };
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, ConnectorJson.Options);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, ConnectorJson.Options)!;

    private static NotSupportedException Refused() => new("These stores are read-only.");
}
