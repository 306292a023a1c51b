using System.Text.Json;
using System.Text.RegularExpressions;
using Versori.Connectors.Authentication.Jwt;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>Captures further values from token responses and callbacks (<see cref="CapturedValue"/>).</summary>
internal static class CaptureReader
{
    private const int MaximumLength = 4096;

    /// <param name="captures">The values to capture.</param>
    /// <param name="response">The response of the token endpoint.</param>
    /// <param name="accessToken">The access token in it.</param>
    /// <param name="callback">The parameters of the callback, for a sign-in.</param>
    /// <param name="findPrevious">
    /// Finds a value that was captured before. It is kept if the response does not include it again.
    /// </param>
    /// <param name="values">Receives the captured values.</param>
    /// <returns>The first error; <see langword="null"/> on success.</returns>
    public static (string Pointer, string Message)? Read(
        IReadOnlyList<CapturedValue> captures,
        JsonElement response,
        string accessToken,
        IReadOnlyDictionary<string, string>? callback,
        Func<string, string?> findPrevious,
        Dictionary<string, string> values)
    {
        foreach (var capture in captures)
        {
            var path = PathOf(capture);
            var found = capture.From switch
            {
                CapturedValueSource.Callback => callback?.GetValueOrDefault(path),
                CapturedValueSource.AccessTokenClaims => Claim(accessToken, path),
                CapturedValueSource.IdTokenClaims => Claim(Text(response, "id_token"), path),
                _ => Text(response, path),
            };
            var value = string.IsNullOrEmpty(found) ? findPrevious(capture.Name) : found;
            if (value is null && capture.Optional) continue;
            if (value is null)
            {
                return (
                    ResponseField.Pointer(path), $"The required value '{capture.Name}' is missing ({capture.From}).");
            }

            if (Problem(capture, value) is { } problem)
            {
                return (ResponseField.Pointer(path), $"'{capture.Name}' {problem}");
            }

            values[capture.Name] = value;
        }

        return null;
    }

    /// <summary>
    /// Adds the values that the callback contains, such as a shop or a data center. The token URL itself may need them.
    /// </summary>
    /// <exception cref="ConnectorException">A value does not match its pattern.</exception>
    public static ExpressionValues WithCallback(
        OAuth2Auth method, ExpressionValues values, IReadOnlyDictionary<string, string>? callback)
    {
        if (callback is null) return values;
        var copy = values.WithContext(values.Context);
        foreach (var capture in method.Captures.Where(capture => capture.From == CapturedValueSource.Callback))
        {
            if (callback.GetValueOrDefault(PathOf(capture)) is not { Length: > 0 } value) continue;
            if (Problem(capture, value) is { } problem)
            {
                throw new ConnectorException(new ConnectorError
                {
                    Code = ConnectorErrorCode.InvalidCallback,
                    Message = $"The callback's '{capture.Name}' {problem}",
                    Location = PathOf(capture),
                });
            }

            copy.Set(capture.Name, value);
        }

        return copy;
    }

    private static string PathOf(CapturedValue capture) => capture.Selector ?? capture.Name;

    private static string? Text(JsonElement document, string path) =>
        ResponseField.Text(ResponseField.Find(document, path));

    private static string? Claim(string? token, string path) =>
        token is not null && JwsCompact.ReadPayload(token) is { } claims ? Text(claims, path) : null;

    private static string? Problem(CapturedValue capture, string value)
    {
        if (value.Length > MaximumLength) return $"is longer than {MaximumLength} characters.";
        if (value.Any(char.IsControl)) return "has a control character.";
        if (capture.Pattern is not { } pattern) return null;
        try
        {
            return BoundedPattern.IsMatch(value, pattern)
                ? null
                : $"does not match the pattern {pattern}.";
        }
        catch (Exception exception) when (exception is RegexMatchTimeoutException or ArgumentException)
        {
            return $"cannot be matched with the pattern {pattern}.";
        }
    }
}
