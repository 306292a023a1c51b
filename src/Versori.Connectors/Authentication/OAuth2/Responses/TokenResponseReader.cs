using System.Text.Json;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>Reads the response of a token endpoint: one named step per rule of RFC 6749 §5.</summary>
internal static class TokenResponseReader
{
    public const string AccessToken = "accessToken";
    public const string RefreshToken = "refreshToken";

    // RFC 8693 §2.2.1: the type of an issued token that is not an access token.
    private const string NotApplicable = "N_A";

    /// <param name="response">The response.</param>
    /// <param name="draft">The request.</param>
    /// <param name="current">The token that is replaced.</param>
    /// <param name="usedRefreshToken">
    /// The refresh token of the request. It stays valid if the response has no new one (RFC 6749 §6).
    /// </param>
    /// <param name="callback">The parameters of the callback, for a sign-in.</param>
    public static TokenResult Read(
        OAuth2Response response,
        TokenRequestDraft draft,
        Token? current,
        string? usedRefreshToken,
        IReadOnlyDictionary<string, string>? callback)
    {
        var result = ReadAny(response, draft, current, usedRefreshToken, callback, out var document);
        return result.IsSuccess || document is not { } found
            ? result
            : result.With(Rotated(response, found, draft.Method, current));
    }

    private static TokenResult ReadAny(
        OAuth2Response response,
        TokenRequestDraft draft,
        Token? current,
        string? usedRefreshToken,
        IReadOnlyDictionary<string, string>? callback,
        out JsonElement? found)
    {
        var method = draft.Method;
        var format = method.TokenResponse;
        found = null;
        if (response.Body.IsTruncated && !response.IsTransient)
        {
            return InvalidResponse(method, "", "The response is larger than a token response can be.");
        }

        if (ResponseDocument.Read(response, format.Format, format.AccessToken) is not { } document)
        {
            return response.IsSuccess
                ? InvalidResponse(method, "", NotJson(response, draft.Url))
                : TokenRefusal.Of(response, draft, document: null);
        }

        found = document;
        // Some providers report errors with status 200.
        var hasError = ResponseField.Find(document, format.Error) is not null
            && ResponseField.Find(document, format.AccessToken) is null;
        return response.IsSuccess && !hasError
            ? ReadSuccess(response, document, draft, current, usedRefreshToken, callback)
            : TokenRefusal.Of(response, draft, document);
    }

    /// <summary>The tokens in a response, so that messages can leave them out.</summary>
    public static IEnumerable<string> Tokens(JsonElement document, OAuth2TokenResponseMapping format) =>
        new[] { format.AccessToken, format.RefreshToken, "id_token" }
            .Select(name => ResponseField.Text(ResponseField.Find(document, name)))
            .OfType<string>();

    /// <summary>
    /// Returns the error code (RFC 6749 §5.2 allows printable ASCII). A text that is not a plain code is not repeated.
    /// </summary>
    public static string? ErrorCode(JsonElement document, OAuth2TokenResponseMapping format) =>
        ResponseField.Text(ResponseField.Find(document, format.Error)) is { Length: > 0 and <= 64 } code
        && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            ? code
            : null;

    // RFC 6749 §5.1
    private static TokenResult ReadSuccess(
        OAuth2Response response,
        JsonElement document,
        TokenRequestDraft draft,
        Token? current,
        string? usedRefreshToken,
        IReadOnlyDictionary<string, string>? callback)
    {
        var method = draft.Method;
        var format = method.TokenResponse;
        var keptAccessToken = KeptAccessToken(method, current, usedRefreshToken);
        var isRequired = keptAccessToken is null;
        if (ReadToken(document, format.AccessToken, isRequired, out var accessToken) is { } accessProblem)
        {
            return InvalidResponse(method, ResponseField.Pointer(format.AccessToken), accessProblem);
        }

        accessToken ??= keptAccessToken;
        if (TypeProblem(method, document) is { } typeProblem)
        {
            return InvalidResponse(method, ResponseField.Pointer(format.TokenType), typeProblem);
        }

        if (ReadToken(document, format.RefreshToken, isRequired: false, out var refreshToken) is { } refreshProblem)
        {
            return InvalidResponse(method, ResponseField.Pointer(format.RefreshToken), refreshProblem);
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal) { [AccessToken] = accessToken! };
        // RFC 6749 §6: the response may have a new refresh token; otherwise the old one stays valid.
        var keptRefreshToken = refreshToken ?? usedRefreshToken ?? current?.Values.GetValueOrDefault(RefreshToken);
        if (keptRefreshToken is not null) values[RefreshToken] = keptRefreshToken;

        if (!TokenExpiry.TryRead(response, document, method, out var expiresAt))
        {
            return InvalidResponse(
                method,
                ResponseField.Pointer(format.Expiry),
                $"The lifetime {format.Expiry} is not a number of seconds (RFC 6749 §5.1), "
                + $"or not a time in the future in the unit {format.ExpiryUnit}."
                + ResponseProblem.WrongClock(response));
        }

        var defaultExpiry = refreshToken is null
            ? current?.RefreshTokenExpiresAt
            : response.At + method.RefreshTokenLifetime;
        if (!TokenExpiry.TryReadRefresh(
            response, document, method, defaultExpiry, out var refreshExpiresAt, out var field))
        {
            return InvalidResponse(
                method,
                ResponseField.Pointer(field),
                $"The refresh token's lifetime {field} is not a number of {format.ExpiryUnit}.");
        }

        if (CaptureReader.Read(method.Captures, document, accessToken!, callback, FindPrevious, values) is { } problem)
        {
            return InvalidResponse(method, problem.Pointer, problem.Message);
        }

        if ((AccountMark.Of(document, accessToken!) ?? FindPrevious(AccountMark.Name)) is { } mark)
        {
            values[AccountMark.Name] = mark;
        }

        return TokenResult.Success(
            new Token(values, response.At, expiresAt, Scopes(method, document), refreshExpiresAt));

        string? FindPrevious(string name) => current?.Values.GetValueOrDefault(name) ?? draft.Value(name);
    }

    // A refresh whose response only prolongs the access token, if the method allows it.
    private static string? KeptAccessToken(OAuth2Auth method, Token? current, string? usedRefreshToken) =>
        method.RefreshKeepsAccessToken && usedRefreshToken is not null
            ? current?.Values.GetValueOrDefault(AccessToken)
            : null;

    // A refresh token that arrived is kept, whatever else in the response is not understood: the one before may no
    // longer be valid (RFC 9700 §4.14.2).
    private static Token? Rotated(OAuth2Response response, JsonElement document, OAuth2Auth method, Token? current)
    {
        if (current is null || !response.IsSuccess) return null;
        var problem = ReadToken(document, method.TokenResponse.RefreshToken, isRequired: false, out var refreshToken);
        if (problem is not null || refreshToken is null) return null;
        if (current.Values.GetValueOrDefault(RefreshToken) == refreshToken) return null;
        var defaultExpiry = response.At + method.RefreshTokenLifetime;
        var isRead = TokenExpiry.TryReadRefresh(response, document, method, defaultExpiry, out var expiresAt, out _);
        return current.WithRefreshToken(RefreshToken, refreshToken, isRead ? expiresAt : defaultExpiry);
    }

    // RFC 6749 §7.1: a token of a type that the client does not understand must not be used. RFC 9449 §5: a token that
    // is not bound to the key has the type Bearer.
    private static string? TypeProblem(OAuth2Auth method, JsonElement document)
    {
        if (StatedType(method, document) is not { Length: > 0 } type) return null;
        var standard = method.UseDpop ? DpopProofs.Header : "Bearer";
        var isKnown = Is(type, standard)
            || method.AcceptedTokenTypes.Contains(type, StringComparer.OrdinalIgnoreCase)
            || (method.Grant == OAuth2Grant.TokenExchange && Is(type, NotApplicable));
        return isKnown
            ? null
            : $"The token is not of the type {standard} (RFC 6749 §7.1). If calls accept it, name its type in the auth "
                + "method (acceptedTokenTypes).";
    }

    /// <summary>
    /// Whether the response states that the token is bound to a key, or states no type (RFC 9449 §5).
    /// </summary>
    public static bool IsBound(OAuth2Auth method, OAuth2Response response)
    {
        var mapping = method.TokenResponse;
        if (ResponseDocument.Read(response, mapping.Format, mapping.AccessToken) is not { } document) return true;
        return StatedType(method, document) is not { Length: > 0 } type || Is(type, DpopProofs.Header);
    }

    private static string? StatedType(OAuth2Auth method, JsonElement document) =>
        ResponseField.Text(ResponseField.Find(document, method.TokenResponse.TokenType));

    private static bool Is(string type, string other) => string.Equals(type, other, StringComparison.OrdinalIgnoreCase);

    private static string NotJson(OAuth2Response response, Uri url) => ResponseProblem.IsHtml(response)
        ? $"{Origins.Of(url)} returned an HTML page. Check that the URL is that of the endpoint and not of a page for "
            + "people."
        : "The response is not a JSON object (RFC 6749 §5.1).";

    private static string? ReadToken(JsonElement document, string path, bool isRequired, out string? text)
    {
        text = null;
        if (ResponseField.Find(document, path) is not { } element)
        {
            return isRequired ? $"The response has no {path} (RFC 6749 §5.1)." : null;
        }

        if (element.ValueKind != JsonValueKind.String) return $"The {path} is not a string (RFC 6749 §5.1).";
        text = element.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
        {
            text = null;
            return isRequired ? $"The {path} is empty (RFC 6749 §5.1)." : null;
        }

        // RFC 6749 Appendix A.12: printable ASCII. Other characters would break the header that contains the token.
        return text.Any(c => c is < ' ' or > '~')
            ? $"The {path} has characters that a token cannot have (RFC 6749 Appendix A.12)."
            : null;
    }

    // RFC 6749 §3.3, §5.1: the scope is left out if it is the requested one. Some providers send a list.
    private static IReadOnlyList<string> Scopes(OAuth2Auth method, JsonElement document) =>
        ResponseField.Find(document, method.TokenResponse.Scope) switch
        {
            { ValueKind: JsonValueKind.String } scope => scope.GetString()!
                .Split([' ', ',', .. method.ScopeSeparator], StringSplitOptions.RemoveEmptyEntries),
            { ValueKind: JsonValueKind.Array } scopes =>
                [.. scopes.EnumerateArray().Select(scope => ResponseField.Text(scope)).OfType<string>()],
            _ => method.Scopes,
        };

    private static TokenResult InvalidResponse(OAuth2Auth method, string pointer, string message) =>
        TokenResult.TransientFailure(new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidResponse,
            Message = $"The token endpoint of '{method.Id}' returned a response that could not be read. {message}",
            Location = pointer,
        });
}
