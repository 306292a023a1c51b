using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>The integrations of a person: their state, activation and deactivation.</summary>
internal sealed class ActivationPages(
    IActivations activations,
    IConnections connections,
    IntegrationList list,
    ActivationView view,
    ProblemWriter problems)
{
    private const int MaximumChoices = 50;

    private static readonly JsonElement None = JsonElement.Parse("{}");

    public async Task<IResult> ListAsync(ConnectContext context)
    {
        // An administrator who is no end user names one first.
        if (context.Visitor.Owner.IsHost && context.Query(PersonAccess.Parameter) is null)
            return view.AskForPerson(context);
        var owner = PersonAccess.Find(context);
        return view.List(context, owner, await list.ListAsync(context, owner).ConfigureAwait(false));
    }

    public async Task<IResult> ShowAsync(ConnectContext context)
    {
        var model = await ReadAsync(context).ConfigureAwait(false);
        return model is null
            ? problems.NotFound(context)
            : view.Show(context, model, StatusCodes.Status200OK);
    }

    public async Task<IResult> ActivateAsync(ConnectContext context)
    {
        if (await ReadAsync(context).ConfigureAwait(false) is not { } model) return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var schema = model.State.VariableSchema?.Root;
        var chosen = new Dictionary<string, ConnectionId>(StringComparer.Ordinal);
        foreach (var template in model.State.Templates)
        {
            var name = template.Template.Id.Name;
            if (ConnectionId.TryParse(form[ActivationView.FieldOf(name)], null, out var id)) chosen[name] = id;
        }

        var variables = JsonElement.Parse(VariableFields.Read(schema, form).ToJsonString());
        var key = model.State.Key;
        try
        {
            await activations.ActivateAsync(
                new()
                {
                    Integration = key.Integration,
                    Owner = key.Owner,
                    Connections = chosen,
                    Variables = variables,
                    Revision = long.TryParse(
                        form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
                        ? revision
                        : null,
                },
                context.Aborted).ConfigureAwait(false);
            return ActivationView.Done(context, key, "activated");
        }
        catch (ConnectorException exception)
        {
            var failed = model with { Errors = exception.Errors, Variables = variables, Chosen = chosen };
            return view.Show(context, failed, ProblemStatus.Of(exception.Code));
        }
    }

    public async Task<IResult> DeactivateAsync(ConnectContext context)
    {
        if (await ReadAsync(context).ConfigureAwait(false) is not { } model) return problems.NotFound(context);
        var key = model.State.Key;
        await activations.DeactivateAsync(key.Integration, key.Owner, context.Aborted).ConfigureAwait(false);
        return ActivationView.Done(context, key, "deactivated");
    }

    private async Task<ActivationModel?> ReadAsync(ConnectContext context)
    {
        var integration = context.RouteText("integration")!;
        try
        {
            var owner = PersonAccess.Find(context);
            var state = await activations.GetStateAsync(integration, owner, context.Aborted).ConfigureAwait(false);
            if (state.Templates.Count == 0 && !context.Visitor.IsAdministrator) return null;
            var found = new Dictionary<ConnectorId, IReadOnlyList<Connection>>();
            foreach (var id in state.Templates.Select(template => template.Template.ConnectorId).Distinct())
                found[id] = await ListChoicesAsync(context, id, owner).ConfigureAwait(false);
            return new()
            {
                State = state,
                Variables = state.Activation is { } activation ? JsonElement.Parse(activation.Variables) : None,
                Connections = found,
                Chosen = state.Templates.Where(template => template.Connection is not null).ToDictionary(
                    template => template.Template.Id.Name,
                    template => template.Connection!.Id,
                    StringComparer.Ordinal),
            };
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.NotFound)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<Connection>> ListChoicesAsync(
        ConnectContext context, ConnectorId connector, Owner owner)
    {
        var found = new List<Connection>();
        var filter = new ConnectionFilter { ConnectorId = connector, Owner = owner };
        await foreach (var connection in connections.ListAsync(filter, context.Aborted).ConfigureAwait(false))
        {
            found.Add(connection);
            if (found.Count == MaximumChoices) break;
        }

        return found;
    }
}
