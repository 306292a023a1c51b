using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authorizing;

/// <summary>Writes authorization requests (RFC 6749 §4.1.1), pushed first where the method says so (RFC 9126).</summary>
internal sealed class AuthorizationUrl(OAuth2Http http, ClientAuthenticator authenticator)
{
    private const string What = "pushed authorization endpoint";

    // What binds the answer to this sign-in is not a caller's to choose.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "response_type", "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method", "request", "request_uri",
    };

    public async Task<Uri> CreateAsync(
        PreparedAuthorization prepared, AuthorizationRequest request, string state, string? verifier, ClientTransport? transport, CancellationToken cancellationToken)
    {
        var method = prepared.Method;
        var draft = prepared.Draft(method.AuthorizationUrl ?? throw AuthorizationErrors.Missing(method, "authorizationUrl", "authorization endpoint"));
        OAuth2Http.RefusePlainHttp(draft.Url, "authorization endpoint", method.Id);
        AddParameters(draft, request, state, verifier);
        if (method.PushedAuthorizationUrl is not { } url) return WithParameters(draft, draft.Parameters);

        var requestUri = await PushAsync(prepared.Draft(url), draft, transport, cancellationToken).ConfigureAwait(false);
        // RFC 9126 §4.
        return WithParameters(draft, [new("client_id", prepared.Client.Id!), new("request_uri", requestUri)]);
    }

    // A page that is an application in the browser reads its fragment, and not its query.
    private static Uri WithParameters(TokenRequestDraft draft, IEnumerable<KeyValuePair<string, string>> parameters) =>
        draft.Method.AuthorizationFragment is { } fragment
            ? new($"{draft.Url.AbsoluteUri}#{draft.Fill(fragment, TemplatePosition.Query)}{TokenRequestContent.WithQuery(new("https://fragment.invalid/"), parameters).Query}")
            : TokenRequestContent.WithQuery(draft.Url, parameters);

    private static void AddParameters(TokenRequestDraft draft, AuthorizationRequest request, string state, string? verifier)
    {
        var (method, parameters) = (draft.Method, draft.Parameters);
        parameters["response_type"] = "code";
        parameters["client_id"] = draft.Client.Id!;
        parameters["redirect_uri"] = request.RedirectUri!.OriginalString;
        draft.AddScopes(method.Scopes);
        parameters["state"] = state;
        if (verifier is not null)
        {
            parameters["code_challenge"] = Pkce.Challenge(method.Pkce, verifier);
            parameters["code_challenge_method"] = Pkce.MethodName(method.Pkce);
        }

        if (method.ResponseMode == OAuth2ResponseMode.FormPost) parameters["response_mode"] = "form_post";
        // RFC 8707 §2.1.
        if (method.Resource is { } resource) parameters["resource"] = draft.Fill(resource);
        draft.AddTemplates(method.AuthorizationParameters, draft.Values.In(draft.Values.Context).Set(OAuth2Settings.RedirectUri, request.RedirectUri.OriginalString));
        foreach (var (name, value) in request.Parameters)
        {
            if (Reserved.Contains(name)) throw ConnectionErrors.Of(ConnectorErrorCode.InvalidArgument, $"The parameter '{name}' of an authorization request cannot be set.", name);
            parameters[name] = value;
        }

        // Nothing that was added may take the place of what keeps the answer to this sign-in.
        parameters["state"] = state;
    }

    // RFC 9126 §2.
    private async Task<string> PushAsync(TokenRequestDraft pushed, TokenRequestDraft draft, ClientTransport? transport, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in draft.Parameters) pushed.Parameters[name] = value;
        authenticator.Authenticate(pushed);
        using var message = TokenRequestContent.Write(pushed, OAuth2RequestFormat.Form, HttpMethod.Post);
        var answer = await http.SendAsync(message, What, pushed.Method.Id, transport, cancellationToken).ConfigureAwait(false);
        var document = answer.Body.IsTruncated ? null : AnswerDocument.Json(answer.Body.Bytes);
        if (!answer.IsSuccess) throw AuthorizationErrors.Refused(pushed.Method, What, answer);
        return document is { } found && AnswerField.Text(AnswerField.Find(found, "request_uri")) is { Length: > 0 } requestUri
            ? requestUri
            : throw AuthorizationErrors.NotUnderstood(pushed.Method, What, "/request_uri", "It has no request_uri (RFC 9126 §2.2).");
    }
}
