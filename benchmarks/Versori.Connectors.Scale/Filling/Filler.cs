using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Secrets;
using Versori.Connectors.EntityFrameworkCore.Stores;
using Versori.Connectors.Scale.Databases;

namespace Versori.Connectors.Scale.Filling;

/// <summary>
/// Publishes the connectors and connects once, both through the engine. Then writes the other connections of the same
/// kind in bulk: with the stores' payloads and secret protection, under separate ids, owners and versions.
/// </summary>
internal sealed class Filler(ScaleDatabase database, ScaleSettings settings)
{
    private static readonly Uri Api = new("https://api.example.com/");

    /// <returns>The connections' ids, by number.</returns>
    public async Task<ConnectionId[]> FillAsync()
    {
        await using var host = database.NewHost();
        await PublishAsync(host);
        var sample = await SampleAsync(host);
        var ids = new ConnectionId[settings.Connections];
        var begin = DateTimeOffset.UtcNow.AddMilliseconds(-settings.Connections);

        await using (var bulk = await database.BeginBulkAsync())
        {
            var made = Enumerable.Range(0, settings.Connections)
                .AsParallel().AsOrdered()
                .Select(number => Make(sample, number, begin.AddMilliseconds(number)));
            var count = 0;
            foreach (var (connection, credential, token) in made)
            {
                ids[count++] = new(connection.Id);
                await bulk.WriteAsync(connection);
                await bulk.WriteAsync(credential);
                await bulk.WriteAsync(token);
            }

            await bulk.CompleteAsync();
        }

        await host.GetRequiredService<IConnections>().DisconnectAsync(sample.Connection.Id);
        return ids;
    }

    private async Task PublishAsync(ServiceProvider host)
    {
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        for (var number = 0; number < settings.Connectors; number++)
        {
            var id = ScaleSettings.Connector(number);
            await catalog.SaveDraftAsync(new()
            {
                Id = id,
                Title = $"API {number}",
                BaseUrl = Api.AbsoluteUri,
                AuthMethods =
                [
                    new OAuth2Auth
                    {
                        Grant = OAuth2Grant.ClientCredentials,
                        TokenUrl = "https://auth.example.com/token",
                    },
                ],
                Endpoints =
                [
                    .. Enumerable.Range(0, 20)
                        .Select(
                            endpoint =>
                                new ConnectorEndpoint
                                {
                                    Id = $"list-{endpoint}",
                                    Method = "GET",
                                    Path = $"/v1/things-{endpoint}",
                                    Summary = $"Lists things {endpoint}",
                                }),
                ],
            });
            await catalog.PublishAsync(id);
            await catalog.LinkAsync(
                new() { Id = ScaleSettings.Template(number), ConnectorId = id, Sharing = TemplateSharing.PerOwner });
        }
    }

    private async Task<Sample> SampleAsync(ServiceProvider host)
    {
        var connection = await host.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = settings.ConnectorOf(0),
            Owner = Owner.User("sample"),
            Name = "account",
            Credential = Credential.OAuth2ClientCredentials("client-of-the-sample", "0123456789abcdef0123456789abcdef"),
        });
        var secrets = host.GetRequiredService<ISecretStore>();
        return new(
            connection,
            await secrets.ReadAsync(connection.Snapshot.Secrets!.Value, default)
                ?? throw new InvalidOperationException("The sample has no credential."),
            await secrets.ReadAsync(connection.Tokens.Single().Secret, default)
                ?? throw new InvalidOperationException("The sample has no token."),
            host.GetRequiredService<SecretProtection>());
    }

    private (
        ConnectionRow Connection,
        SecretRow Credential,
        SecretRow Token) Make(Sample sample, int number, DateTimeOffset at)
    {
        var id = ConnectionId.New(at);
        var credential = Anew(sample.Connection.Snapshot.Secrets!.Value, id, at);
        var state = sample.Connection.Tokens.Single();
        var token = Anew(state.Secret, id, at);
        var connection = sample.Connection with
        {
            Id = id,
            ConnectorId = settings.ConnectorOf(number),
            Owner = ScaleSettings.OwnerOf(number),
            Snapshot = sample.Connection.Snapshot with { Secrets = credential },
            Tokens = [state with { Secret = token }],
            CreatedAt = at,
            Revision = 1,
        };
        var row = new ConnectionRow
        {
            Id = id.Value,
            ConnectorId = connection.ConnectorId.Value,
            Owner = connection.Owner.ToString(),
            Name = connection.Name,
            Revision = connection.Revision,
            Format = Payloads.CurrentFormat,
            Payload = Payloads.Write(connection),
        };
        return (row, Protect(sample, credential, sample.Credential), Protect(sample, token, sample.Token));
    }

    // As the secret store creates them.
    private static SecretReference Anew(SecretReference reference, ConnectionId id, DateTimeOffset at) =>
        new(SecretHolder.For(id), reference.Name, Guid.CreateVersion7(at).ToString("N"));

    private static SecretRow Protect(Sample sample, SecretReference reference, Secret value) => new()
    {
        ScopeKind = reference.Holder.Kind,
        ScopeId = reference.Holder.Id,
        Name = reference.Name,
        Version = reference.Version,
        Format = SecretProtection.CurrentFormat,
        Protected = sample.Protection.Protect(reference, value),
    };

    private sealed record Sample(Connection Connection, Secret Credential, Secret Token, SecretProtection Protection);
}
