using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Activations;

/// <summary>Finds the connections that an integration's templates per owner use for an end user.</summary>
internal sealed class ActivationCheck(
    ITemplateStore templates,
    IBindingStore bindings,
    IConnectionStore connections,
    ConnectionSelector selector,
    IOptions<VersoriConnectorsOptions> options)
{
    // An integration has a handful of templates; the bound protects the stores.
    private const int MaximumTemplates = 200;

    public ActivationKey KeyOf(string integration, Owner owner) => new(integration, owner, options.Value.Environment);

    /// <summary>The integration's templates per owner.</summary>
    /// <exception cref="ConnectorException">The integration has no template, or too many.</exception>
    public async Task<IReadOnlyList<ConnectionTemplate>> ListTemplatesAsync(
        string integration, CancellationToken cancellationToken)
    {
        var found = new List<ConnectionTemplate>();
        var listed = templates.ListAsync(new() { Integration = integration }, cancellationToken);
        await foreach (var template in listed.ConfigureAwait(false))
        {
            found.Add(template);
            if (found.Count <= MaximumTemplates) continue;
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidArgument,
                $"The integration '{integration}' has more than {MaximumTemplates} templates.",
                "/integration");
        }

        return found.Count > 0
            ? [.. found.Where(template => template.Sharing == TemplateSharing.PerOwner)]
            : throw ConnectionErrors.Create(
                ConnectorErrorCode.NotFound,
                $"The integration '{integration}' has no template (IConnectorCatalog.ListTemplatesAsync).",
                "/integration");
    }

    /// <summary>The template's connection and binding for an owner.</summary>
    public async Task<(TemplateActivation Template, Binding? Binding)> FindAsync(
        ConnectionTemplate template, Owner owner, ConnectionId? chosen, CancellationToken cancellationToken)
    {
        var key = new BindingKey(template.Id, owner, options.Value.Environment);
        var binding = await bindings.FindAsync(key, cancellationToken).ConfigureAwait(false);
        var id = chosen ?? (binding is { IsDeactivated: false } ? binding.ConnectionId : null);
        try
        {
            var connection = id is { } named
                ? await FindUsableAsync(template, owner, named, cancellationToken).ConfigureAwait(false)
                : await selector.SelectUnboundAsync(template, owner, cancellationToken).ConfigureAwait(false);
            var problem = connection.Status == ConnectionStatus.NeedsReauthorization
                ? ConnectionErrors.NeedsReauthorization(connection).Error
                : null;
            return (Result(template, connection, problem), binding);
        }
        catch (ConnectorException exception)
        {
            return (Result(template, connection: null, exception.Error), binding);
        }
    }

    // What belongs to someone else and what does not exist are the same.
    private async Task<Connection> FindUsableAsync(
        ConnectionTemplate template, Owner owner, ConnectionId id, CancellationToken cancellationToken)
    {
        var connection = await connections.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (connection is null || !ConnectionSelector.IsUsableBy(owner, connection))
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.NoConnection,
                $"The connection {id} of the template '{template.Id}' does not exist for {owner.InWords}. "
                    + "Choose another one.");
        }

        return ConnectionBindings.FindProblem(template, owner, connection) is { } problem
            ? throw new ConnectorException(problem)
            : connection;
    }

    private static TemplateActivation Result(
        ConnectionTemplate template, Connection? connection, ConnectorError? problem) => new()
        {
            Template = template,
            Connection = connection,
            Problem = problem is null
                ? null
                : problem with { Location = JsonPointer.Append("/connections", template.Id.Name) },
        };
}
