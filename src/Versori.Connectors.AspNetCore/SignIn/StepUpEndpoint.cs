using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.SignIn;

/// <summary>
/// Begins the sign-in that grants a connection the scopes that its connector requests since, or that were not granted.
/// </summary>
internal sealed class StepUpEndpoint(
    ConnectorAccess access,
    ISignIns signIns,
    SignInCookies cookies,
    PublicAddress address,
    ReturnUrls returnUrls,
    LeavePage leave,
    ProblemWriter problems)
{
    public async Task<IResult> BeginAsync(ConnectContext context)
    {
        var connection = await access.FindConnectionAsync(context.Visitor, context.RouteText("id"), context.Aborted)
            .ConfigureAwait(false);
        if (connection is null) return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var begun = await signIns
            .BeginStepUpAsync(connection.Id, address.RedirectUri(context), session: null, context.Aborted)
            .ConfigureAwait(false);
        var isPosted = connection.Snapshot.Methods.OfType<OAuth2Auth>()
            .Any(method => method.ResponseMode == OAuth2ResponseMode.FormPost);
        cookies.Add(
            context.Http,
            new()
            {
                Id = begun.Id,
                Session = begun.Session.Reveal(),
                Owner = context.Visitor.Owner.ToString(),
                IsReconnect = true,
                Connector = connection.ConnectorId.Value,
                ReturnUrl = returnUrls.Check(form[FieldNames.Return]),
            },
            begun.ExpiresAt,
            isPosted);
        var system = connection.ConnectorId.Value;
        return leave.Go(
            context,
            begun.Url,
            context.Texts.Format("leave.title", system),
            context.Texts.Format("leave.link", system));
    }
}
