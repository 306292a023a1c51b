using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Responses;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>
/// Creates tokens from the responses of token endpoints (RFC 5849 §2.3, OAuth Session 1.0) and from credentials.
/// </summary>
internal static class OAuth1Token
{
    public const string Token = "token";
    public const string TokenSecret = "tokenSecret";
    public const string SessionHandle = "sessionHandle";

    /// <summary>
    /// The name of the temporary credentials' identifier in the expressions of the authorization parameters.
    /// </summary>
    public const string TemporaryToken = "temporaryToken";

    /// <summary>The endpoint's name in error messages.</summary>
    public const string Endpoint = "token endpoint";

    /// <param name="method">The method.</param>
    /// <param name="response">The response.</param>
    /// <param name="callback">The parameters of the callback, for a sign-in.</param>
    /// <param name="current">The token that is replaced, if any.</param>
    /// <exception cref="ConnectorException">The request was refused, or the response could not be read.</exception>
    public static Authentication.Token Read(
        OAuth1Auth method,
        OAuth2Response response,
        IReadOnlyDictionary<string, string>? callback,
        Authentication.Token? current)
    {
        var document = OAuth1Response.Read(method, Endpoint, response);
        var values = ReadTokenValues(method, document, current);
        var captureProblem = CaptureReader.Read(
            method.Captures, document, "", callback, name => current?.Values.GetValueOrDefault(name), values);
        if (captureProblem is { } problem)
        {
            throw OAuth1Response.InvalidResponse(method, Endpoint, problem.Pointer, problem.Message);
        }

        var expiresAt = ReadExpiry(method, document, "oauth_expires_in", response.At);
        var sessionExpiresAt = ReadExpiry(method, document, "oauth_authorization_expires_in", response.At)
            ?? current?.RefreshTokenExpiresAt;
        return new(values, response.At, expiresAt, [], sessionExpiresAt);
    }

    /// <summary>Creates a token that was obtained elsewhere from the fields of a credential.</summary>
    public static Authentication.Token FromFields(
        OAuth1Auth method, Func<string, string?> findField, DateTimeOffset now)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in method.Captures.Select(capture => capture.Name).Append(Token).Append(TokenSecret))
        {
            if (findField(name) is { } value) values[name] = value;
        }

        return new(values, now, expiresAt: null, []);
    }

    // RFC 5849 §2.3, and OAuth Session 1.0 for the session handle.
    private static Dictionary<string, string> ReadTokenValues(
        OAuth1Auth method, JsonElement document, Authentication.Token? current)
    {
        const string HandleParameter = "oauth_session_handle";
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Token] = OAuth1Response.RequiredText(method, Endpoint, document, "oauth_token"),
            // The secret may be empty if requests are signed with the consumer's secret only.
            [TokenSecret] = OAuth1Response.RequiredText(
                method, Endpoint, document, "oauth_token_secret", mayBeEmpty: true),
        };
        if (ResponseField.Find(document, HandleParameter) is not null)
        {
            values[SessionHandle] = OAuth1Response.RequiredText(method, Endpoint, document, HandleParameter);
        }
        else if (current?.Values.GetValueOrDefault(SessionHandle) is { } currentHandle)
        {
            values[SessionHandle] = currentHandle;
        }

        return values;
    }

    private static DateTimeOffset? ReadExpiry(OAuth1Auth method, JsonElement document, string name, DateTimeOffset at)
    {
        var field = ResponseField.Find(document, name);
        return ExpiryReader.TryRead(field, OAuth2ExpiryUnit.Seconds, at, out var expiresAt)
            ? expiresAt
            : throw OAuth1Response.InvalidResponse(
                method, Endpoint, ResponseField.Pointer(name), $"Its {name} is not a number of seconds.");
    }
}
