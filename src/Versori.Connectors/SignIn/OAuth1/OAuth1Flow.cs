using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth1;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authorizing;

/// <summary>Signing in with OAuth 1.0a: the steps of RFC 5849 §2.</summary>
internal sealed class OAuth1SignIn(
    AuthorizationPreparer preparer, PendingAuthorizations pendings, OAuth1Requester requester, IOptions<VersoriConnectorsOptions> options, TimeProvider time)
{
    private const string Endpoint = "temporary credential endpoint";

    // RFC 5849 §2.1: the value that says that nobody is sent back.
    private const string OutOfBand = "oob";

    public static bool Fits(AuthMethod method) => method is OAuth1Auth { AuthorizationUrl: not null };

    public async Task<Authorization> BeginAsync(AuthorizationTarget target, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var method = (OAuth1Auth)target.Method;
        if (request.Scopes is not null) throw ConnectionErrors.Of(ConnectorErrorCode.InvalidArgument, "OAuth 1.0a has no scopes; set temporaryCredentialParameters or authorizationParameters on the method.", "scopes");
        target = target with { Fields = ConsumerOf(target) };
        var values = preparer.ValuesOf(target.Connector, method, target.Inputs, target.Fields);
        var (token, secret) = await TemporaryCredentialsAsync(method, values, request.RedirectUri, cancellationToken).ConfigureAwait(false);

        var session = request.Session ?? RandomText.Create();
        var pending = target.Pending(IdOf(session, token), request, time.GetUtcNow() + options.Value.SignInLifetime) with
        {
            RedirectUri = request.RedirectUri?.OriginalString,
            SessionHash = StateHash.Of(session),
        };
        var own = target.Secrets(request, (PendingAuthorizations.TemporaryToken, token), (PendingAuthorizations.TemporarySecret, secret));
        var url = UrlFor(method, values, request, token);
        await pendings.AddAsync(pending, own, target.Fields, cancellationToken).ConfigureAwait(false);
        return new() { Id = pending.Id, Url = url, Session = new(session), ExpiresAt = pending.ExpiresAt };
    }

    /// <summary>The token that the verifier brings (RFC 5849 §2.3).</summary>
    public async Task<Token> CompleteAsync(
        PendingAuthorization pending,
        IReadOnlyDictionary<string, string> secrets,
        TemplateValues values,
        string verifier,
        IReadOnlyDictionary<string, string>? callback,
        CancellationToken cancellationToken)
    {
        var method = (OAuth1Auth)pending.Method;
        var signer = OAuth1Signers.For(method, values, secrets[PendingAuthorizations.TemporaryToken], secrets[PendingAuthorizations.TemporarySecret]);
        var answer = await requester.SendAsync(
            OAuth1Token.Endpoint, method, method.TokenUrl!, values, signer, method.TokenParameters, [new("oauth_verifier", verifier)], cancellationToken).ConfigureAwait(false);
        return OAuth1Token.Read(method, answer, callback, current: null);
    }

    /// <summary>The temporary token that somebody came back with; <see langword="null"/> when it is no answer of OAuth 1.0a.</summary>
    public static string? TokenOf(IReadOnlyDictionary<string, string> callback) =>
        callback.TryGetValue("oauth_token", out var token) ? token : callback.ContainsKey("state") ? null : callback.GetValueOrDefault("denied");

    // The session takes part: nobody else's sign-in is found, whatever a system gives out as temporary token.
    public static string IdOf(string session, string token) => StateHash.Of($"oauth1\n{StateHash.Of(session)}\n{token}");

    /// <summary>The verifier (RFC 5849 §2.2).</summary>
    /// <exception cref="ConnectorException">The person said no, or it is not there.</exception>
    public static string VerifierOf(PendingAuthorization pending, IReadOnlyDictionary<string, string> callback, IReadOnlyDictionary<string, string> secrets)
    {
        if (callback.ContainsKey("denied") || callback.ContainsKey("oauth_problem")) throw AuthorizationErrors.Refused(pending.Method, "access_denied");
        // RFC 5849 §2.2: the token is that of the temporary credentials.
        if (!StateHash.Matches(StateHash.Of(secrets[PendingAuthorizations.TemporaryToken]), callback["oauth_token"])) throw AuthorizationErrors.Callback("oauth_token", "The callback is about another token.");
        return callback.TryGetValue("oauth_verifier", out var verifier) && verifier.Length > 0
            ? verifier
            : throw AuthorizationErrors.Callback("oauth_verifier", "The callback has no verifier (RFC 5849 §2.2): the person may have said no.");
    }

    // RFC 5849 §2.1
    private async Task<(string Token, string Secret)> TemporaryCredentialsAsync(OAuth1Auth method, TemplateValues values, Uri? redirectUri, CancellationToken cancellationToken)
    {
        var answer = await requester.SendAsync(
            Endpoint,
            method,
            method.TemporaryCredentialUrl!,
            values,
            OAuth1Signers.For(method, values, token: null, tokenSecret: null),
            method.TemporaryCredentialParameters,
            [new("oauth_callback", redirectUri?.OriginalString ?? OutOfBand)],
            cancellationToken).ConfigureAwait(false);
        var document = OAuth1Answer.Read(method, Endpoint, answer);
        var token = OAuth1Answer.Needed(method, Endpoint, document, "oauth_token");
        var secret = OAuth1Answer.Needed(method, Endpoint, document, "oauth_token_secret", mayBeEmpty: true);
        // RFC 5849 §2.1: without it the server is one of OAuth 1.0, where anybody's callback can be passed off.
        var isConfirmed = AnswerField.Text(AnswerField.Find(document, "oauth_callback_confirmed"));
        return isConfirmed == "true"
            ? (token, secret)
            : throw OAuth1Answer.NotUnderstood(method, Endpoint, "/oauth_callback_confirmed", "It does not confirm the callback (RFC 5849 §2.1).");
    }

    // RFC 5849 §2.2
    private static Uri UrlFor(OAuth1Auth method, TemplateValues values, AuthorizationRequest request, string token)
    {
        var url = UrlTemplate.Parse(method.AuthorizationUrl!).Fill(values);
        OAuth2Http.RefusePlainHttp(url, "authorization endpoint", method.Id);
        var parameters = new OrderedDictionary<string, string>(StringComparer.Ordinal) { ["oauth_token"] = token };
        var known = values.In(values.Context);
        known.Set(OAuth1Token.TemporaryToken, token);
        foreach (var (name, template) in method.AuthorizationParameters)
        {
            if (TextTemplate.Parse(template).Fill(known, TemplatePosition.Raw) is { Length: > 0 } text) parameters[name] = text;
            else parameters.Remove(name);
        }

        foreach (var (name, value) in request.Parameters)
        {
            if (name.StartsWith("oauth_", StringComparison.Ordinal)) throw ConnectionErrors.Of(ConnectorErrorCode.InvalidArgument, $"The parameter '{name}' of an authorization URL cannot be set.", name);
            parameters[name] = value;
        }

        return TokenRequestContent.WithQuery(url, parameters);
    }

    private static Dictionary<string, string> ConsumerOf(AuthorizationTarget target)
    {
        var method = (OAuth1Auth)target.Method;
        string[] needed = [OAuth1Signers.ConsumerKey, OAuth1Signers.IsRsa(method) ? OAuth1Signers.PrivateKey : OAuth1Signers.ConsumerSecret];
        foreach (var name in needed.Where(name => !target.Fields.ContainsKey(name)))
        {
            throw ConnectionErrors.Of(ConnectorErrorCode.InvalidCredential, $"Signing in with '{method.Id}' needs the consumer's '{name}'; give it as the request's client.", name);
        }

        return needed.ToDictionary(name => name, name => target.Fields[name], StringComparer.Ordinal);
    }
}
