using Microsoft.Extensions.Options;
using Versori.Connectors.Auditing;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>Sets and removes the bindings of templates to connections, in the host's environment.</summary>
internal sealed class ConnectionBindings(
    ITemplateStore templates,
    IBindingStore bindings,
    ConnectionLookup lookup,
    Routes routes,
    AuditTrail audit,
    IOptions<VersoriConnectorsOptions> options)
{
    public async Task<Binding> SetAsync(
        TemplateId templateId, ConnectionId connectionId, Owner owner, CancellationToken cancellationToken)
    {
        var template = await templates.FindAsync(templateId, cancellationToken).ConfigureAwait(false)
            ?? throw await MissingTemplate.CreateErrorAsync(templates, templateId, cancellationToken)
                .ConfigureAwait(false);
        var connection = await lookup.FindAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var user = ConnectionSelector.OwnerFor(template, owner);
        ThrowIfUnfit(template, connection);
        ThrowIfNotUsable(template, user, connection);

        var key = KeyOf(templateId, user);
        SaveResult<Binding> result;
        do
        {
            var existing = await bindings.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (existing is { IsDeactivated: true }) throw Deactivated(key);
            var binding = existing ?? new() { Key = key, ConnectionId = connectionId };
            result = await bindings.SaveAsync(binding with { ConnectionId = connectionId }, cancellationToken)
                .ConfigureAwait(false);
        }
        while (!result.IsSaved);

        routes.Invalidate(route => route.Template?.Id == templateId);
        await audit.RecordAsync(AuditAction.BindingSet, result.Current, template.ConnectorId).ConfigureAwait(false);
        return result.Current;
    }

    public async Task RemoveAsync(TemplateId templateId, Owner owner, CancellationToken cancellationToken)
    {
        // The template may have been removed; the owner's binding can be removed nevertheless.
        var template = await templates.FindAsync(templateId, cancellationToken).ConfigureAwait(false);
        var key = KeyOf(templateId, template is null ? owner : ConnectionSelector.OwnerFor(template, owner));
        while (await bindings.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } binding)
        {
            if (binding.IsDeactivated) throw Deactivated(key);
            if (!await bindings.DeleteAsync(key, binding.Revision, cancellationToken).ConfigureAwait(false)) continue;
            await audit.RecordAsync(AuditAction.BindingRemoved, binding, template?.ConnectorId).ConfigureAwait(false);
            break;
        }

        routes.Invalidate(route => route.Template?.Id == templateId);
    }

    /// <summary>Why a template cannot use a connection for an owner; null if it can.</summary>
    public static ConnectorError? FindProblem(ConnectionTemplate template, Owner owner, Connection connection)
    {
        try
        {
            ThrowIfNotUsable(template, owner, connection);
            ThrowIfUnfit(template, connection);
            return null;
        }
        catch (ConnectorException exception)
        {
            return exception.Error;
        }
    }

    private BindingKey KeyOf(TemplateId template, Owner owner) => new(template, owner, options.Value.Environment);

    private static void ThrowIfUnfit(ConnectionTemplate template, Connection connection)
    {
        if (connection.ConnectorId != template.ConnectorId)
        {
            throw Unfit(
                $"The template '{template.Id}' is for '{template.ConnectorId}', "
                + $"but the connection '{connection.Name}' is for '{connection.ConnectorId}'. "
                + $"Bind it to a connection of '{template.ConnectorId}' (IConnections.ListAsync).");
        }

        if (ConnectionSelector.IsAccepted(template, connection)) return;
        var used = string.Join(", ", connection.Snapshot.Methods.Select(method => method.Id));
        throw Unfit(
            $"The template '{template.Id}' accepts only {string.Join(", ", template.AuthMethods)}, "
            + $"but the connection '{connection.Name}' uses {used}. Connect with an accepted method, or change the "
            + "template's AuthMethods (IConnectorCatalog.LinkAsync).");
    }

    // The message does not name the connection: it is another owner's.
    private static void ThrowIfNotUsable(ConnectionTemplate template, Owner owner, Connection connection)
    {
        if (ConnectionSelector.IsUsableBy(owner, connection)) return;
        var allowed = owner.IsHost
            ? "is shared, so it can be bound to connections of the host only"
            : $"can be bound for {owner.InWords} to connections of {owner.InWords} and of the host only";
        throw Unfit($"The template '{template.Id}' {allowed}; the connection {connection.Id} has another owner. "
            + "Make one of the right owner (ConnectRequest.Owner)"
            + $"{(owner.IsHost ? ", or link the template with Sharing = PerOwner" : "")}.");
    }

    // Choosing a connection must not let an integration act again.
    private static ConnectorException Deactivated(BindingKey key) => ConnectionErrors.Create(
        ConnectorErrorCode.Conflict,
        $"The integration '{key.Template.Integration}' is deactivated for {key.Owner.InWords}. Activate it again "
            + "(IActivations.ActivateAsync).",
        key.Template.ToString());

    private static ConnectorException Unfit(string message) =>
        ConnectionErrors.Create(ConnectorErrorCode.InvalidArgument, message, "connection");
}
