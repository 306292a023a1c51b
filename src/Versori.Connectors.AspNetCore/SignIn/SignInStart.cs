using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.SignIn;

/// <summary>Begins a sign-in and sends the person on to the external system.</summary>
internal sealed class SignInStart(
    ISignIns signIns, SignInCookies cookies, PublicAddress address, LeavePage leave)
{
    public async Task<IResult> BeginAsync(ConnectContext context, ConnectFormModel model)
    {
        var submitted = model.Submitted!;
        var main = model.Form.Parts[0];
        var fields = submitted.Fields(main);
        var request = new SignInRequest
        {
            ConnectorId = model.Connector.Id,
            ConnectionId = model.Existing?.Id,
            MethodId = main.Method.Id,
            Name = submitted[FieldNames.Name]?.Trim() ?? "",
            RedirectUri = model.Form.Kind == ConnectFormKind.SignIn ? address.RedirectUri(context) : null,
            Client = fields.Count == 0 ? null : Credential.For(main.Method.Id, fields),
            AdditionalCredentials = [.. CredentialReader.Read(model.Form.Parts.Skip(1), submitted)],
            Owner = model.Existing?.Owner ?? FormEndpoints.OwnerFor(context, submitted),
            Inputs = submitted.Inputs(model.Definition),
            IsDefault = submitted.IsChecked(FieldNames.IsDefault),
        };
        return model.Form.Kind == ConnectFormKind.Device
            ? await BeginDeviceAsync(context, model, request).ConfigureAwait(false)
            : await BeginInBrowserAsync(context, model, request, main.Method).ConfigureAwait(false);
    }

    private async Task<IResult> BeginInBrowserAsync(
        ConnectContext context, ConnectFormModel model, SignInRequest request, AuthMethod method)
    {
        var begun = await signIns.BeginAsync(request, context.Aborted).ConfigureAwait(false);
        var isPosted = method is OAuth2Auth { ResponseMode: OAuth2ResponseMode.FormPost };
        var ticket = Ticket(context, model, begun.Id) with { Session = begun.Session.Reveal() };
        cookies.Add(context.Http, ticket, begun.ExpiresAt, isPosted);
        var system = model.Definition.Title;
        return leave.Go(
            context,
            begun.Url,
            context.Texts.Format("leave.title", system),
            context.Texts.Format("leave.link", system));
    }

    private async Task<IResult> BeginDeviceAsync(ConnectContext context, ConnectFormModel model, SignInRequest request)
    {
        var begun = await signIns.BeginDeviceAsync(request, context.Aborted).ConfigureAwait(false);
        var ticket = Ticket(context, model, begun.Id) with
        {
            UserCode = begun.UserCode,
            VerificationUrl = begun.VerificationUri.AbsoluteUri,
            CompleteUrl = begun.VerificationUriComplete?.AbsoluteUri,
            PollSeconds = (int)Math.Ceiling(begun.Interval.TotalSeconds),
        };
        cookies.Add(context.Http, ticket, begun.ExpiresAt, isPosted: false);
        return new SeeOther(context.Url("devices", begun.Id));
    }

    private static SignInTicket Ticket(ConnectContext context, ConnectFormModel model, string id) => new()
    {
        Id = id,
        Owner = context.Visitor.Owner.ToString(),
        Connector = model.Connector.Id.Value,
        IsReconnect = model.Existing is not null,
        ReturnUrl = model.ReturnUrl,
        ConnectSession = context.Visitor.Session?.Id,
    };
}
