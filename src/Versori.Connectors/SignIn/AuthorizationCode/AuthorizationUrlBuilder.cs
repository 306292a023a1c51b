using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.SignIn;

/// <summary>
/// Creates authorization requests (RFC 6749 §4.1.1). It pushes them first if the method requires it (RFC 9126).
/// </summary>
internal sealed class AuthorizationUrlBuilder(OAuth2Http http, ClientAuthenticator authenticator)
{
    private const string AuthorizationEndpoint = "authorization endpoint";
    private const string PushEndpoint = "pushed authorization endpoint";

    // These parameters bind the response to this sign-in, so the caller cannot set them.
    private static readonly HashSet<string> ReservedParameters = new(StringComparer.Ordinal)
    {
        "response_type", "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method", "request",
        "request_uri",
    };

    public async Task<Uri> CreateAsync(
        PreparedSignIn prepared,
        SignInRequest request,
        string state,
        string? verifier,
        ClientTransport? transport,
        CancellationToken cancellationToken)
    {
        var method = prepared.Method;
        var draft = prepared.Draft(method.AuthorizationUrl
            ?? throw SignInErrors.MissingSetting(method, "authorizationUrl", AuthorizationEndpoint));
        OAuth2Http.RefusePlainHttp(draft.Url, AuthorizationEndpoint, method.Id);
        AddProtocolParameters(draft, request, state);
        AddChallenge(draft, verifier);
        AddOptionalParameters(draft, request);
        AddRequestParameters(draft, request);
        // Set the state again: no added parameter may replace it.
        draft.Parameters["state"] = state;
        if (method.PushedAuthorizationUrl is not { } url) return WithParameters(draft, draft.Parameters);

        var requestUri = await PushAsync(prepared.Draft(url), draft, transport, cancellationToken)
            .ConfigureAwait(false);
        // RFC 9126 §4.
        return WithParameters(
            draft,
            [KeyValuePair.Create("client_id", prepared.Client.Id!), KeyValuePair.Create("request_uri", requestUri)]);
    }

    // RFC 6749 §4.1.1.
    private static void AddProtocolParameters(TokenRequestDraft draft, SignInRequest request, string state)
    {
        draft.Parameters["response_type"] = "code";
        draft.Parameters["client_id"] = draft.Client.Id!;
        draft.Parameters["redirect_uri"] = request.RedirectUri!.OriginalString;
        draft.AddScopes(draft.Method.Scopes);
        draft.Parameters["state"] = state;
    }

    // RFC 7636 §4.3.
    private static void AddChallenge(TokenRequestDraft draft, string? verifier)
    {
        if (verifier is null) return;
        draft.Parameters["code_challenge"] = Pkce.Challenge(draft.Method.Pkce, verifier);
        draft.Parameters["code_challenge_method"] = Pkce.MethodName(draft.Method.Pkce);
    }

    private static void AddOptionalParameters(TokenRequestDraft draft, SignInRequest request)
    {
        var method = draft.Method;
        // OAuth 2.0 Form Post Response Mode §2.
        if (method.ResponseMode == OAuth2ResponseMode.FormPost) draft.Parameters["response_mode"] = "form_post";
        // RFC 8707 §2.1.
        if (method.Resource is { } resource) draft.Parameters["resource"] = draft.Fill(resource);
        var values = draft.Values.WithContext(draft.Values.Context)
            .Set(OAuth2Settings.RedirectUri, request.RedirectUri!.OriginalString);
        draft.AddParameters(method.AuthorizationParameters, values);
    }

    private static void AddRequestParameters(TokenRequestDraft draft, SignInRequest request)
    {
        foreach (var (name, value) in request.AdditionalParameters)
        {
            if (ReservedParameters.Contains(name))
            {
                throw ConnectionErrors.Create(
                    ConnectorErrorCode.InvalidArgument,
                    $"The parameter '{name}' of an authorization request cannot be set.",
                    name);
            }

            draft.Parameters[name] = value;
        }
    }

    // A sign-in page that is an application in the browser reads its parameters from the fragment, not from the query.
    private static Uri WithParameters(
        TokenRequestDraft draft, IReadOnlyCollection<KeyValuePair<string, string>> parameters)
    {
        if (draft.Method.AuthorizationFragment is not { } fragment)
        {
            return TokenRequestContent.WithQuery(draft.Url, parameters);
        }

        var query = TokenRequestContent.WithQuery(new("https://fragment.invalid/"), parameters).Query;
        var names = parameters.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var url = TokenRequestContent.WithoutQuery(draft.Url, names.Contains);
        return new($"{url.AbsoluteUri}#{draft.Fill(fragment, ValuePosition.Query)}{query}");
    }

    // RFC 9126 §2.
    private async Task<string> PushAsync(
        TokenRequestDraft pushed,
        TokenRequestDraft draft,
        ClientTransport? transport,
        CancellationToken cancellationToken)
    {
        // The server ignores parameters of the URL that were not pushed (RFC 9126 §4, RFC 9101 §6.3).
        foreach (var (name, text) in TokenRequestContent.Existing(draft.Url))
        {
            var value = text.Split('=', 2) is [_, var encoded] ? encoded : "";
            if (!ReservedParameters.Contains(name))
                pushed.Parameters[name] = Uri.UnescapeDataString(value.Replace('+', ' '));
        }

        foreach (var (name, value) in draft.Parameters) pushed.Parameters[name] = value;
        authenticator.Authenticate(pushed);
        using var message = TokenRequestContent.Write(pushed, OAuth2RequestFormat.Form, HttpMethod.Post);
        var response = await http.SendAsync(message, PushEndpoint, pushed.Method.Id, transport, cancellationToken)
            .ConfigureAwait(false);
        var document = response.Body.IsTruncated ? null : ResponseDocument.Json(response.Body.Bytes);
        if (!response.IsSuccess) throw SignInErrors.Refused(pushed, PushEndpoint, response);
        // RFC 9126 §2.2.
        return document is { } found
            && ResponseField.Text(ResponseField.Find(found, "request_uri")) is { Length: > 0 } requestUri
                ? requestUri
                : throw SignInErrors.InvalidResponse(
                    pushed.Method, PushEndpoint, "/request_uri", "It has no request_uri (RFC 9126 §2.2).");
    }
}
