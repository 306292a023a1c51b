using System.Text.Json;

namespace Versori.Connectors.Authentication.OAuth2.Answers;

/// <summary>Reads the answer of a token endpoint: one named step per rule of RFC 6749 §5.</summary>
internal static class TokenAnswerReader
{
    public const string AccessToken = "accessToken";
    public const string RefreshToken = "refreshToken";
    private const string UsualExpiry = "expires_in";

    /// <param name="answer">The answer.</param>
    /// <param name="draft">What was asked.</param>
    /// <param name="current">The token that is replaced.</param>
    /// <param name="usedRefreshToken">The refresh token that was used; it stays good when no other comes (RFC 6749 §6).</param>
    /// <param name="callback">The parameters with which a person came back, if somebody did.</param>
    public static TokenResult Read(
        OAuth2Answer answer, TokenRequestDraft draft, Token? current, string? usedRefreshToken, IReadOnlyDictionary<string, string>? callback)
    {
        var (method, where) = (draft.Method, draft.Method.TokenAnswer);
        if (answer.Body.IsTruncated && !answer.IsTransient) return NotUnderstood(method, "", "The answer is larger than a token answer can be.");

        var root = AnswerDocument.Read(answer, where.Format, where.AccessToken);
        if (root is not { } document)
        {
            return answer.IsSuccess
                ? NotUnderstood(method, "", "The answer is not a JSON object (RFC 6749 §5.1).")
                : TokenRefusal.Of(method, answer, error: null, draft.Client.IsCentral);
        }

        // Some providers report errors with status 200; an error is an error.
        var hasError = AnswerField.Find(document, where.Error) is not null && AnswerField.Find(document, where.AccessToken) is null;
        return answer.IsSuccess && !hasError
            ? ReadSuccess(answer, document, draft, current, usedRefreshToken, callback)
            : TokenRefusal.Of(method, answer, ErrorCode(document, where), draft.Client.IsCentral);
    }

    // RFC 6749 §5.1
    private static TokenResult ReadSuccess(
        OAuth2Answer answer, JsonElement document, TokenRequestDraft draft, Token? current, string? usedRefreshToken, IReadOnlyDictionary<string, string>? callback)
    {
        var (method, where) = (draft.Method, draft.Method.TokenAnswer);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (TokenText(document, where.AccessToken, isRequired: true, out var accessToken) is { } wrong) return NotUnderstood(method, AnswerField.Pointer(where.AccessToken), wrong);
        if (TokenText(document, where.RefreshToken, isRequired: false, out var refreshToken) is { } wrongRefresh) return NotUnderstood(method, AnswerField.Pointer(where.RefreshToken), wrongRefresh);

        values[AccessToken] = accessToken!;
        // RFC 6749 §6: a new refresh token may come; when none does, the old one stays good.
        if ((refreshToken ?? usedRefreshToken ?? current?.Values.GetValueOrDefault(RefreshToken)) is { } kept) values[RefreshToken] = kept;

        if (!TryReadExpiry(answer, document, method, out var expiresAt))
        {
            return NotUnderstood(method, AnswerField.Pointer(where.Expiry), $"The lifetime {where.Expiry} is not a number of seconds (RFC 6749 §5.1), or not one of {where.ExpiryUnit} that is still to come.");
        }

        if (!TryReadRefreshExpiry(answer, document, method, isNew: refreshToken is not null, current, out var refreshExpiresAt, out var field))
        {
            return NotUnderstood(method, AnswerField.Pointer(field), $"The refresh token's lifetime {field} is not a number of {where.ExpiryUnit}.");
        }

        if (CaptureReader.Read(method.Captures, document, accessToken!, callback, name => current?.Values.GetValueOrDefault(name) ?? draft.Value(name), values) is { } problem)
        {
            return NotUnderstood(method, problem.Pointer, problem.Message);
        }

        return TokenResult.Success(new Token(values, answer.At, expiresAt, Scopes(method, document), refreshExpiresAt));
    }

    private static string? TokenText(JsonElement document, string path, bool isRequired, out string? text)
    {
        text = null;
        if (AnswerField.Find(document, path) is not { } element) return isRequired ? $"The answer has no {path} (RFC 6749 §5.1)." : null;
        if (element.ValueKind != JsonValueKind.String) return $"The {path} is not a text (RFC 6749 §5.1).";
        text = element.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
        {
            text = null;
            return isRequired ? $"The {path} is empty (RFC 6749 §5.1)." : null;
        }

        // RFC 6749 Appendix A.12: printable ASCII. Anything else would break the header that it goes into.
        return text.Any(c => c is < ' ' or > '~') ? $"The {path} has characters that a token cannot have (RFC 6749 Appendix A.12)." : null;
    }

    private static bool TryReadExpiry(OAuth2Answer answer, JsonElement document, OAuth2Auth method, out DateTimeOffset? expiresAt)
    {
        var where = method.TokenAnswer;
        var field = AnswerField.Find(document, where.Expiry);
        if (!ExpiryReader.TryRead(field, where.ExpiryUnit, answer.At, out expiresAt) && method.FixedLifetime is null) return false;
        if (field is null && where.Expiry == UsualExpiry) expiresAt = ExpiryUnasked(document, answer.At);
        expiresAt = method.FixedLifetime is { } fixedLifetime ? answer.At + fixedLifetime : expiresAt ?? answer.At + method.DefaultLifetime;
        return true;
    }

    // Many answer with expires_at alone. Nobody has said what it means there, so what is no time to come is left alone.
    private static DateTimeOffset? ExpiryUnasked(JsonElement document, DateTimeOffset now) =>
        ExpiryReader.TryRead(AnswerField.Find(document, "expires_at"), OAuth2ExpiryUnit.Time, now, out var expiresAt) ? expiresAt : null;

    private static bool TryReadRefreshExpiry(
        OAuth2Answer answer, JsonElement document, OAuth2Auth method, bool isNew, Token? current, out DateTimeOffset? expiresAt, out string field)
    {
        expiresAt = isNew ? answer.At + method.RefreshTokenLifetime : current?.RefreshExpiresAt;
        field = method.TokenAnswer.RefreshExpiry.FirstOrDefault(name => AnswerField.Find(document, name) is not null) ?? "";
        if (field.Length == 0) return true;
        if (!ExpiryReader.TryRead(AnswerField.Find(document, field), method.TokenAnswer.ExpiryUnit, answer.At, out var said)) return false;
        expiresAt = said ?? expiresAt;
        return true;
    }

    // RFC 6749 §3.3, §5.1: left out when it is what was asked for. Some send a list.
    private static IReadOnlyList<string> Scopes(OAuth2Auth method, JsonElement document) => AnswerField.Find(document, method.TokenAnswer.Scope) switch
    {
        { ValueKind: JsonValueKind.String } scope => scope.GetString()!.Split([' ', ',', .. method.ScopeSeparator], StringSplitOptions.RemoveEmptyEntries),
        { ValueKind: JsonValueKind.Array } scopes => [.. scopes.EnumerateArray().Select(scope => AnswerField.Text(scope)).OfType<string>()],
        _ => method.Scopes,
    };

    // The code is the provider's word (RFC 6749 §5.2 allows printable ASCII); anything else is not repeated.
    public static string? ErrorCode(JsonElement document, OAuth2TokenAnswer where) =>
        AnswerField.Text(AnswerField.Find(document, where.Error)) is { Length: > 0 and <= 64 } code
        && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            ? code
            : null;

    public static TokenResult NotUnderstood(OAuth2Auth method, string pointer, string message) => TokenResult.Failed(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidResponse,
        Message = $"The token endpoint of '{method.Id}' gave an answer that was not understood. {message}",
        Location = pointer,
    });
}
