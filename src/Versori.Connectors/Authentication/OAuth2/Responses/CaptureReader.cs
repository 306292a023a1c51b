using System.Text.Json;
using System.Text.RegularExpressions;
using Versori.Connectors.Authentication.Jwt;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2.Answers;

/// <summary>Picks the values that signing in brings along (<see cref="OAuth2Capture"/>).</summary>
internal static class CaptureReader
{
    private const int Longest = 4096;

    // A pattern comes with a definition; one that backtracks for ever must not stop the host.
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(100);

    /// <param name="captures">What to pick.</param>
    /// <param name="answer">The token endpoint's answer.</param>
    /// <param name="accessToken">The access token in it.</param>
    /// <param name="callback">The parameters with which the person came back, if somebody did.</param>
    /// <param name="known">What was captured before; it is kept where the answer does not have it again.</param>
    /// <param name="values">Receives what is captured.</param>
    /// <returns>What is wrong, if something is.</returns>
    public static (string Pointer, string Message)? Read(
        IReadOnlyList<OAuth2Capture> captures,
        JsonElement answer,
        string accessToken,
        IReadOnlyDictionary<string, string>? callback,
        Func<string, string?> known,
        Dictionary<string, string> values)
    {
        foreach (var capture in captures)
        {
            var path = capture.Path ?? capture.Name;
            var value = capture.From switch
            {
                OAuth2CaptureSource.Callback => callback?.GetValueOrDefault(path),
                OAuth2CaptureSource.AccessTokenClaims => Claim(accessToken, path),
                OAuth2CaptureSource.IdTokenClaims => Claim(AnswerField.Text(AnswerField.Find(answer, "id_token")), path),
                _ => AnswerField.Text(AnswerField.Find(answer, path)),
            };
            value = string.IsNullOrEmpty(value) ? known(capture.Name) : value;
            if (value is null && capture.Optional) continue;
            if (value is null) return (AnswerField.Pointer(path), $"'{capture.Name}' is needed, and is not there ({capture.From}).");
            if (Problem(capture, value) is { } problem) return (AnswerField.Pointer(path), $"'{capture.Name}' {problem}");
            values[capture.Name] = value;
        }

        return null;
    }

    /// <summary>The values with what the person came back with, which the token URL itself may need: a shop, a data centre.</summary>
    /// <exception cref="ConnectorException">A value is not what its pattern says.</exception>
    public static TemplateValues WithCallback(OAuth2Auth method, TemplateValues values, IReadOnlyDictionary<string, string>? callback)
    {
        if (callback is null) return values;
        var all = values.In(values.Context);
        foreach (var capture in method.Captures.Where(capture => capture.From == OAuth2CaptureSource.Callback))
        {
            if (callback.GetValueOrDefault(capture.Path ?? capture.Name) is not { Length: > 0 } value) continue;
            if (Problem(capture, value) is { } problem)
            {
                throw new ConnectorException(new ConnectorError { Code = ConnectorErrorCode.InvalidCallback, Message = $"The callback's '{capture.Name}' {problem}", Location = capture.Path ?? capture.Name });
            }

            all.Set(capture.Name, value);
        }

        return all;
    }

    private static string? Claim(string? token, string path) =>
        token is not null && JwsCompact.ReadPayload(token) is { } claims ? AnswerField.Text(AnswerField.Find(claims, path)) : null;

    private static string? Problem(OAuth2Capture capture, string value)
    {
        if (value.Length > Longest) return "is longer than such a value can be.";
        if (value.Any(char.IsControl)) return "has a control character.";
        if (capture.Pattern is not { } pattern) return null;
        try
        {
            return Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, PatternTimeout) ? null : $"does not match the pattern {pattern}.";
        }
        catch (Exception exception) when (exception is RegexMatchTimeoutException or ArgumentException)
        {
            return $"cannot be matched with the pattern {pattern}.";
        }
    }
}
