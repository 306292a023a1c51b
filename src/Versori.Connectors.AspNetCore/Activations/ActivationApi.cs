using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Api;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>Activation, deactivation and deletion of end users for the host's front end.</summary>
internal sealed class ActivationApi(IActivations activations, IPersons persons, IntegrationList list)
{
    private static readonly JsonElement None = JsonElement.Parse("{}");

    public async Task<IResult> ListAsync(ConnectContext context)
    {
        var items = await list.ListAsync(context, PersonAccess.Find(context)).ConfigureAwait(false);
        return Results.Json(new IntegrationItems(items), ActivationJson.Default.IntegrationItems);
    }

    public Task<IResult> GetAsync(ConnectContext context) =>
        ShowAsync(context, context.RouteText("integration")!, PersonAccess.Find(context));

    public async Task<IResult> ActivateAsync(ConnectContext context)
    {
        var (integration, owner) = (context.RouteText("integration")!, PersonAccess.Find(context));
        var item = await ApiRequest.ReadAsync(context, ActivationJson.Default.ActivateItem)
            .ConfigureAwait(false);
        await activations.ActivateAsync(
            new()
            {
                Integration = integration,
                Owner = owner,
                Connections = item.Connections.ToDictionary(pair => pair.Key, IdOf, StringComparer.Ordinal),
                Variables = item.Variables,
                Revision = item.Revision,
            },
            context.Aborted).ConfigureAwait(false);
        return await ShowAsync(context, integration, owner).ConfigureAwait(false);
    }

    public async Task<IResult> DeactivateAsync(ConnectContext context)
    {
        var (integration, owner) = (context.RouteText("integration")!, PersonAccess.Find(context));
        await activations.DeactivateAsync(integration, owner, context.Aborted).ConfigureAwait(false);
        return await ShowAsync(context, integration, owner).ConfigureAwait(false);
    }

    public async Task<IResult> DeletePersonAsync(ConnectContext context)
    {
        var owner = PersonAccess.Find(context);
        var deleted = await persons.DeleteAsync(owner.UserId!, context.Aborted).ConfigureAwait(false);
        var item = new DeletedPersonItem(
            deleted.Connections,
            deleted.Activations,
            deleted.Bindings,
            deleted.ConnectSessions,
            deleted.SignIns,
            deleted.Conversations,
            deleted.IsErasedFromAudit);
        return Results.Json(item, ActivationJson.Default.DeletedPersonItem);
    }

    private async Task<IResult> ShowAsync(ConnectContext context, string integration, Owner owner)
    {
        var state = await activations.GetStateAsync(integration, owner, context.Aborted).ConfigureAwait(false);
        if (state.Templates.Count == 0 && !context.Visitor.IsAdministrator)
            throw ConnectErrors.NotFound("integration", integration);
        var item = new ActivationItem(
            integration,
            owner.ToString(),
            ApiItems.Name(state.Status),
            state.Activation?.Revision ?? 0,
            [
                .. state.Templates.Select(found => new TemplateStateItem(
                    found.Template.Id.Name,
                    found.Template.ConnectorId.Value,
                    found.Connection?.Id.ToString(),
                    [
                        .. found.Scopes.Select(scopes => new ScopeStateItem(
                            scopes.MethodId, scopes.Needed, scopes.Granted, scopes.Missing)),
                    ],
                    MissingScopes.UrlFor(context, found))),
            ],
            state.Activation is { } activation ? JsonElement.Parse(activation.Variables) : None,
            state.VariableSchema?.Root,
            [.. state.Missing.Select(error => new MissingItem(
                ApiItems.Name(error.Code), error.Message, error.Location))]);
        return Results.Json(item, ActivationJson.Default.ActivationItem);
    }

    private static ConnectionId IdOf(KeyValuePair<string, string> pair) =>
        ConnectionId.TryParse(pair.Value, null, out var id)
            ? id
            : throw ConnectErrors.Invalid("The id of a connection is a UUID.", $"/connections/{pair.Key}");
}
