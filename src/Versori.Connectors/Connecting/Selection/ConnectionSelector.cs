using Microsoft.Extensions.Options;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Selects the connection that a template uses: the bound one, or the owner's default, or the only one.
/// </summary>
internal sealed class ConnectionSelector(
    IConnectionStore connections, IBindingStore bindings, IOptions<VersoriConnectorsOptions> options)
{
    /// <summary>How many candidates an error names; there may be thousands.</summary>
    private const int MaximumNamedCandidates = 20;

    private const string Rebind =
        "Bind it to another one (IConnections.SetBindingAsync), or remove the binding (RemoveBindingAsync).";

    public async ValueTask<Connection> SelectAsync(
        ConnectionTemplate template, Owner caller, CancellationToken cancellationToken)
    {
        var owner = OwnerFor(template, caller);
        var key = new BindingKey(template.Id, owner, options.Value.Environment);
        if (await bindings.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } binding)
        {
            if (binding.IsDeactivated) throw None(template, owner, "The integration is deactivated for this owner.");
            var bound = await connections.FindAsync(binding.ConnectionId, cancellationToken).ConfigureAwait(false)
                ?? throw None(
                    template, owner, $"It is bound to a connection that has been disconnected. {Rebind}");
            // The binding may have been written by other means than SetBindingAsync.
            if (!IsUsableBy(owner, bound))
            {
                throw None(template, owner, $"It is bound to a connection of another owner. {Rebind}");
            }

            return bound.ConnectorId == template.ConnectorId
                ? bound
                : throw None(
                    template, owner, $"It is bound to a connection of another connector. {Rebind}");
        }

        return await SelectUnboundAsync(template, owner, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the owner of the connection that a template uses for a caller.</summary>
    /// <exception cref="ConnectorException">
    /// A template per owner is used without an owner, or a shared one with an owner.
    /// </exception>
    public static Owner OwnerFor(ConnectionTemplate template, Owner caller)
    {
        var isPerOwner = template.Sharing == TemplateSharing.PerOwner;
        if (isPerOwner != caller.IsHost) return caller;

        // The host's connection may do more than the user's would. It is never used in the place of the user's.
        throw ConnectionErrors.Create(
            ConnectorErrorCode.InvalidArgument,
            isPerOwner
                ? $"The template '{template.Id}' has a connection per owner: specify the owner of the call "
                    + "(Owner.User)."
                : $"The template '{template.Id}' is shared by all owners and uses a connection of the host: leave out "
                    + $"the owner ({caller}), or link the template with Sharing = PerOwner.",
            "owner");
    }

    /// <summary>
    /// Whether a connection may be used for an owner: it is the owner's own, or the host's, which all owners share.
    /// </summary>
    public static bool IsUsableBy(Owner owner, Connection connection) =>
        connection.Owner.IsHost || connection.Owner == owner;

    /// <summary>Whether a template accepts a connection's auth methods.</summary>
    public static bool IsAccepted(ConnectionTemplate template, Connection connection) =>
        template.AuthMethods.Count == 0
        || connection.Snapshot.Methods.All(
            method => template.AuthMethods.Contains(method.Id, StringComparer.Ordinal));

    /// <summary>Selects the owner's default connection, or the only one.</summary>
    public async ValueTask<Connection> SelectUnboundAsync(
        ConnectionTemplate template, Owner owner, CancellationToken cancellationToken)
    {
        Connection? preferred = null;
        var candidates = new List<Connection>();
        var filter = new ConnectionFilter { ConnectorId = template.ConnectorId, Owner = owner };
        await foreach (var connection in connections.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (!IsAccepted(template, connection)) continue;
            if (connection.DefaultSince > (preferred?.DefaultSince ?? DateTimeOffset.MinValue)) preferred = connection;
            if (candidates.Count <= MaximumNamedCandidates) candidates.Add(connection);
        }

        if (preferred is not null) return preferred;
        return candidates switch
        {
            [var only] => only,
            [] => throw None(template, owner, HowToConnect(template, owner)),
            _ => throw Ambiguous(template, owner, candidates),
        };
    }

    private static string HowToConnect(ConnectionTemplate template, Owner owner)
    {
        var accepted = template.AuthMethods.Count == 0
            ? ""
            : $" with {string.Join(" or ", template.AuthMethods)}, which the template accepts";
        return $"Connect '{template.ConnectorId}' for {owner.InWords}{accepted} (IConnections.ConnectAsync, or "
            + "ISignIns.BeginAsync if a person signs in).";
    }

    private static ConnectorException None(ConnectionTemplate template, Owner owner, string remedy) =>
        ConnectionErrors.Create(
            ConnectorErrorCode.NoConnection,
            $"The template '{template.Id}' has no connection that it can use for {owner.InWords}. {remedy}",
            template.Id.ToString());

    private static ConnectorException Ambiguous(ConnectionTemplate template, Owner owner, List<Connection> candidates)
    {
        var names = candidates
            .Take(MaximumNamedCandidates)
            .Select(candidate => candidate.Name)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.AmbiguousConnection,
            Message = $"The template '{template.Id}' could use several connections of {owner.InWords} and none is the "
                + $"default: {string.Join(", ", names)}{(candidates.Count > MaximumNamedCandidates ? ", …" : "")}. "
                + "Make one the default (IConnections.SetDefaultAsync), or bind the template to one (SetBindingAsync).",
            Location = template.Id.ToString(),
            Related = names,
        });
    }
}
