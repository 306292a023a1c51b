using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Answers;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Makes tokens of what token endpoints answer (RFC 5849 §2.3, OAuth Session 1.0) and of what was given.</summary>
internal static class OAuth1Token
{
    public const string Token = "token";
    public const string TokenSecret = "tokenSecret";
    public const string SessionHandle = "sessionHandle";

    /// <summary>What templates of the authorization URL call the temporary credentials' identifier.</summary>
    public const string TemporaryToken = "temporaryToken";

    /// <summary>The endpoint's name for people.</summary>
    public const string Endpoint = "token endpoint";

    /// <param name="method">The method.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="callback">The parameters with which a person came back, if somebody did.</param>
    /// <param name="current">The token that is replaced, if one is.</param>
    /// <exception cref="ConnectorException">It is a refusal, or was not understood.</exception>
    public static Authentication.Token Read(OAuth1Auth method, OAuth2Answer answer, IReadOnlyDictionary<string, string>? callback, Authentication.Token? current)
    {
        var document = OAuth1Answer.Read(method, Endpoint, answer);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Token] = OAuth1Answer.Needed(method, Endpoint, document, "oauth_token"),
            // A secret may be empty where the consumer's is all there is to sign with.
            [TokenSecret] = OAuth1Answer.Needed(method, Endpoint, document, "oauth_token_secret", mayBeEmpty: true),
        };
        if (AnswerField.Find(document, "oauth_session_handle") is not null) values[SessionHandle] = OAuth1Answer.Needed(method, Endpoint, document, "oauth_session_handle");
        else if (current?.Values.GetValueOrDefault(SessionHandle) is { } kept) values[SessionHandle] = kept;

        if (CaptureReader.Read(method.Captures, document, "", callback, name => current?.Values.GetValueOrDefault(name), values) is { } problem)
        {
            throw OAuth1Answer.NotUnderstood(method, Endpoint, problem.Pointer, problem.Message);
        }

        var expiresAt = Expiry(method, document, "oauth_expires_in", answer.At);
        var sessionExpiresAt = Expiry(method, document, "oauth_authorization_expires_in", answer.At) ?? current?.RefreshExpiresAt;
        return new(values, answer.At, expiresAt, [], sessionExpiresAt);
    }

    /// <summary>A token that was obtained elsewhere.</summary>
    public static Authentication.Token Given(OAuth1Auth method, Func<string, string?> find, DateTimeOffset now)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in method.Captures.Select(capture => capture.Name).Append(Token).Append(TokenSecret))
        {
            if (find(name) is { } value) values[name] = value;
        }

        return new(values, now, expiresAt: null, []);
    }

    private static DateTimeOffset? Expiry(OAuth1Auth method, JsonElement document, string name, DateTimeOffset at) =>
        ExpiryReader.TryRead(AnswerField.Find(document, name), OAuth2ExpiryUnit.Seconds, at, out var expiresAt)
            ? expiresAt
            : throw OAuth1Answer.NotUnderstood(method, Endpoint, AnswerField.Pointer(name), $"Its {name} is not a number of seconds.");
}
