using Microsoft.Extensions.Options;

namespace Versori.Connectors.Connecting;

/// <summary>Chooses the connection that a template uses: the bound one, else the owner's default, else the only one.</summary>
internal sealed class ConnectionSelector(IConnectionStore connections, IBindingStore bindings, IOptions<VersoriConnectorsOptions> options)
{
    /// <summary>Enough to name in an error; all of them could be thousands.</summary>
    private const int MostCandidatesNamed = 20;

    public async ValueTask<Connection> SelectAsync(ConnectionTemplate template, Owner caller, CancellationToken cancellationToken)
    {
        var owner = OwnerFor(template, caller);
        var key = new BindingKey(template.Id, owner, options.Value.Environment);
        if (await bindings.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } binding)
        {
            return await connections.FindAsync(binding.ConnectionId, cancellationToken).ConfigureAwait(false)
                ?? throw None(template, owner, "It is bound to a connection that has been disconnected; bind it to another one.");
        }

        Connection? preferred = null;
        var candidates = new List<Connection>();
        var filter = new ConnectionFilter { ConnectorId = template.ConnectorId, Owner = owner };
        await foreach (var connection in connections.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (!IsAccepted(template, connection)) continue;
            if (connection.DefaultSince > (preferred?.DefaultSince ?? DateTimeOffset.MinValue)) preferred = connection;
            if (candidates.Count <= MostCandidatesNamed) candidates.Add(connection);
        }

        return candidates switch
        {
            _ when preferred is not null => preferred,
            [var only] => only,
            [] => throw None(template, owner, $"Connect '{template.ConnectorId}' for {owner}."),
            _ => throw Ambiguous(template, owner, candidates),
        };
    }

    /// <summary>Whose connection a template uses when it is called for somebody.</summary>
    public static Owner OwnerFor(ConnectionTemplate template, Owner caller)
    {
        if (template.Sharing == TemplateSharing.Shared) return Owner.Host;
        return caller.IsHost
            ? throw ConnectionErrors.Of(
                ConnectorErrorCode.InvalidArgument,
                $"The template '{template.Id}' has a connection per owner: say on whose behalf the call is made.",
                "owner")
            : caller;
    }

    /// <summary>Whether a template accepts a connection's auth methods.</summary>
    public static bool IsAccepted(ConnectionTemplate template, Connection connection) =>
        template.AuthMethods.Count == 0
        || connection.Snapshot.Methods.All(method => template.AuthMethods.Contains(method.Id, StringComparer.Ordinal));

    private static ConnectorException None(ConnectionTemplate template, Owner owner, string remedy) => ConnectionErrors.Of(
        ConnectorErrorCode.NoConnection, $"The template '{template.Id}' has no connection that it can use for {owner}. {remedy}", template.Id.ToString());

    private static ConnectorException Ambiguous(ConnectionTemplate template, Owner owner, List<Connection> candidates)
    {
        var names = candidates.Take(MostCandidatesNamed).Select(candidate => candidate.Name).Order(StringComparer.Ordinal).ToArray();
        return new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.AmbiguousConnection,
            Message = $"The template '{template.Id}' could use several connections of {owner} and none is the default: "
                + $"{string.Join(", ", names)}{(candidates.Count > MostCandidatesNamed ? ", …" : "")}. Make one the default, or bind the template to one.",
            Location = template.Id.ToString(),
            Related = names,
        });
    }
}
