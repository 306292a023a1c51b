using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>
/// Edits a definition by fields, one part at a time. Each part is saved in the draft; publishing is another page.
/// </summary>
internal sealed class EditorEndpoints(
    IConnectorCatalog catalog, DefinitionSchema schema, EditorPage page, PartPage parts, ProblemWriter problems)
{
    public Task<IResult> NewAsync(ConnectContext context)
    {
        if (!context.Visitor.IsAdministrator) return Task.FromResult(problems.NotFound(context));
        return Task.FromResult(parts.Show(context, ModelOf(connector: null, [], "/", type: null)!));
    }

    public async Task<IResult> CreateAsync(ConnectContext context)
    {
        if (!context.Visitor.IsAdministrator) return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        return await SubmitAsync(context, form, connector: null, []).ConfigureAwait(false);
    }

    public async Task<IResult> ShowAsync(ConnectContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } connector) return problems.NotFound(context);
        var definition = JsonOf(connector);
        if (context.Query("part") is not { } name)
            return page.Show(context, connector, definition, RevisionOf(definition), ProblemsOf(connector));
        return ModelOf(connector, definition, name, context.Query("type")) is { } model
            ? parts.Show(context, model)
            : problems.NotFound(context);
    }

    public async Task<IResult> SaveAsync(ConnectContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } connector) return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        return await SubmitAsync(context, form, connector, JsonOf(connector)).ConfigureAwait(false);
    }

    private async Task<IResult> SubmitAsync(
        ConnectContext context, IFormCollection form, Connector? connector, JsonObject definition)
    {
        var action = form["do"].ToString();
        var name = form["part"].ToString();
        if (ModelOf(connector, definition, name, form["type"]) is not { } model) return problems.NotFound(context);
        var isCurrent = form["base"] == model.Base;
        if (action == "delete" && connector is not null)
            return await DeleteAsync(context, connector, definition, model, isCurrent).ConfigureAwait(false);
        var change = action.Contains(':', StringComparison.Ordinal) ? action : null;
        var read = PartForm.Read(form, model.Part.Fields, model.Part.Pointer, model.Part.Value, change);
        // The form of a connector does not have its id.
        if (connector is not null && model.Part.List.Length == 0) read.Value["id"] = connector.Id.Value;
        model = model with { Form = read, Errors = read.Errors };
        if (!isCurrent)
            return parts.Show(context, model with { Errors = [Changed()], Status = StatusCodes.Status409Conflict });
        if (change is not null) return parts.Show(context, model);
        if (read.Errors.Count > 0) return Refuse(context, model, read.Errors);
        try
        {
            var changed = ConnectorDefinition.Parse(model.Part.With(definition, read.Value).ToJsonString());
            // A draft may lack other parts until it is published.
            var wrong = catalog.Validate(changed).Where(model.Part.Has).ToArray();
            if (wrong.Length > 0) return Refuse(context, model, wrong);
            var saved = await SaveAsync(context, connector, changed).ConfigureAwait(false);
            return new SeeOther(context.Url("connectors", saved.Id.Value, "edit") + "?done=saved");
        }
        catch (ConnectorException exception)
        {
            return Refuse(context, model, exception.Errors);
        }
    }

    private async Task<IResult> DeleteAsync(
        ConnectContext context, Connector connector, JsonObject definition, PartModel model, bool isCurrent)
    {
        if (model.Part.List.Length == 0 || model.Part.IsNew) return problems.NotFound(context);
        if (!isCurrent) return page.Show(context, connector, definition, model.Base, [], Changed());
        try
        {
            var changed = ConnectorDefinition.Parse(model.Part.Without(definition).ToJsonString());
            await SaveAsync(context, connector, changed).ConfigureAwait(false);
            return new SeeOther(context.Url("connectors", connector.Id.Value, "edit") + "?done=saved");
        }
        catch (ConnectorException exception)
        {
            return page.Show(context, connector, definition, model.Base, [], exception.Error);
        }
    }

    private async Task<Connector> SaveAsync(
        ConnectContext context, Connector? connector, ConnectorDefinition parsed)
    {
        if (connector is null
            && await catalog.FindAsync(parsed.Id, version: null, context.Aborted).ConfigureAwait(false) is not null)
        {
            throw new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.AlreadyExists,
                Message = $"There is a connector '{parsed.Id}' already. Choose another id.",
                Location = "/id",
            });
        }

        return await catalog.SaveDraftAsync(parsed, cancellationToken: context.Aborted).ConfigureAwait(false);
    }

    private IResult Refuse(ConnectContext context, PartModel model, IReadOnlyList<ConnectorError> errors) =>
        parts.Show(context, model with { Errors = errors, Status = StatusCodes.Status422UnprocessableEntity });

    private PartModel? ModelOf(Connector? connector, JsonObject definition, string name, string? type) =>
        EditedPart.Find(schema, definition, name, type) is { } part
            ? new()
            {
                Id = connector?.Id.Value,
                Title = (connector?.Draft ?? connector?.Definition)?.Title ?? "",
                Part = part,
                Form = PartForm.Of(part.Value),
                Defaults = DefaultsOf(part),
                Base = RevisionOf(definition),
            }
            : null;

    // A definition is written with all settings. Reading a part without those that may be left out gives their values.
    private static JsonObject? DefaultsOf(EditedPart part)
    {
        var required = new JsonObject();
        foreach (var field in part.Fields.Where(field => field.IsRequired))
            if (part.Value[field.Name] is { } node) required[field.Name] = node.DeepClone();
        var outer = new JsonObject { ["id"] = "x", ["title"] = "x", ["baseUrl"] = "https://x.example/" };
        var least = part with { Index = 0, IsNew = part.List.Length > 0 };
        try
        {
            var read = ConnectorDefinition.Parse(least.With(outer, required).ToJsonString());
            var whole = (JsonObject)JsonNode.Parse(read.ToJson())!;
            return part.List.Length == 0 ? whole : whole[part.List]?[0] as JsonObject;
        }
        catch (ConnectorException)
        {
            // A new part lacks what it needs. All of its settings are then shown as they are.
            return null;
        }
    }

    private async Task<Connector?> FindAsync(ConnectContext context)
    {
        if (!context.Visitor.IsAdministrator) return null;
        return ConnectorId.TryParse(context.RouteText("connector"), null, out var id)
            ? await catalog.FindAsync(id, version: null, context.Aborted).ConfigureAwait(false)
            : null;
    }

    private IReadOnlyList<ConnectorError> ProblemsOf(Connector connector) =>
        catalog.Validate(connector.Draft ?? connector.Definition!);

    private static JsonObject JsonOf(Connector connector) =>
        (JsonObject)JsonNode.Parse(
            (connector.Draft ?? connector.Definition!).ToJson(), documentOptions: new() { MaxDepth = 256 })!;

    // An index means another item once the draft has changed.
    private static string RevisionOf(JsonObject definition) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition.ToJsonString())).AsSpan(0, 12));

    private static ConnectorError Changed() => new()
    {
        Code = ConnectorErrorCode.Conflict,
        Message = "The draft has changed since this page was shown. Open the page again, and make the change there.",
    };
}
