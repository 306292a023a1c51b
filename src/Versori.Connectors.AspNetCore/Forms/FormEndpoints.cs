using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.AspNetCore.Sessions;
using Versori.Connectors.AspNetCore.SignIn;

namespace Versori.Connectors.AspNetCore.Forms;

/// <summary>Shows a form, and connects with what it contains or begins a sign-in.</summary>
internal sealed class FormEndpoints(
    ConnectorAccess access,
    FormChoices forms,
    ConnectFinish finish,
    LeavePage leave,
    IConnections connections,
    FormPage page,
    SignInStart signIns,
    ReturnUrls returnUrls,
    ProblemWriter problems)
{
    public async Task<IResult> ShowAsync(ConnectContext context)
    {
        var model = await FindAsync(context, context.Query(FieldNames.Return)).ConfigureAwait(false);
        return model is null ? problems.NotFound(context) : page.Show(context, model);
    }

    public async Task<IResult> SubmitAsync(ConnectContext context)
    {
        var submitted = await SubmittedForm.ReadAsync(context.Http.Request, context.Aborted).ConfigureAwait(false);
        if (await FindAsync(context, submitted[FieldNames.Return]).ConfigureAwait(false) is not { } model)
            return problems.NotFound(context);
        model = model with { Submitted = submitted };
        try
        {
            if (model.Form.Kind != ConnectFormKind.Credential)
                return await signIns.BeginAsync(context, model).ConfigureAwait(false);
            var connection = await ConnectAsync(context, model).ConfigureAwait(false);
            var next = await finish.FinishAsync(
                context, connection, model.Existing is null, context.Visitor.Session?.Id, model.ReturnUrl)
                .ConfigureAwait(false);
            return leave.Return(context, next);
        }
        catch (ConnectorException exception)
        {
            return page.Show(context, model with { Errors = exception.Errors });
        }
    }

    private async Task<ConnectFormModel?> FindAsync(ConnectContext context, string? returnUrl)
    {
        var connector = await access.FindAsync(context.Visitor, context.RouteText("connector"), context.Aborted)
            .ConfigureAwait(false);
        if (connector is null || !IsOpen(context.Visitor.Session, connector.Id)) return null;
        var all = await forms.ListAsync(context.Visitor, connector, context.Aborted).ConfigureAwait(false);
        var id = context.Query("form");
        var form = id is null && all.Count == 1 ? all[0] : all.FirstOrDefault(found => found.Id == (id ?? ""));
        if (form is null) return null;
        var existing = context.Query("connection") is { } connection
            ? await access.FindConnectionAsync(context.Visitor, connection, context.Aborted).ConfigureAwait(false)
            : null;
        var isMissing = context.Query("connection") is not null && existing?.ConnectorId != connector.Id;
        // A session to connect one connection again makes no other one.
        isMissing |= context.Visitor.Session?.ConnectionId is { } only && existing?.Id != only;
        return isMissing ? null : new()
        {
            Connector = connector,
            Form = form,
            Existing = existing,
            ReturnUrl = returnUrls.Check(returnUrl),
            SuggestedName = connector.Definition!.Title,
        };
    }

    // A session connects each of its connectors once.
    private static bool IsOpen(ConnectSession? session, ConnectorId connector) => session is null
        || (session.State == ConnectSessionState.Opened && !session.Connected.Contains(connector));

    private async Task<Connection> ConnectAsync(ConnectContext context, ConnectFormModel model)
    {
        var submitted = model.Submitted!;
        Credential[] credentials = [.. CredentialReader.Read(model.Form.Parts, submitted)];
        var inputs = submitted.Inputs(model.Definition);
        if (model.Existing is { } existing)
        {
            return await connections.ReconnectAsync(
                existing.Id, credentials, inputs, cancellationToken: context.Aborted).ConfigureAwait(false);
        }

        return await connections.ConnectAsync(
            new()
            {
                ConnectorId = model.Connector.Id,
                Name = submitted[FieldNames.Name]?.Trim() ?? "",
                Owner = OwnerFor(context, submitted),
                Credential = credentials is [var first, ..] ? first : Credential.None,
                AdditionalCredentials = [.. credentials.Skip(1)],
                Inputs = inputs,
                IsDefault = submitted.IsChecked(FieldNames.IsDefault),
            },
            context.Aborted).ConfigureAwait(false);
    }

    public static Owner OwnerFor(ConnectContext context, SubmittedForm submitted) =>
        context.Visitor.IsAdministrator && submitted.IsChecked(FieldNames.ForHost) ? Owner.Host : context.Visitor.Owner;
}
