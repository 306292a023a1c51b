using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Answers;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>What the endpoints of RFC 5849 §2 said: a form, whatever its media type claims. JSON is taken too.</summary>
internal static class OAuth1Answer
{
    private const int Longest = 4096;

    /// <exception cref="ConnectorException">It is a refusal, or was not understood.</exception>
    public static JsonElement Read(OAuth1Auth method, string what, OAuth2Answer answer)
    {
        if (answer.Body.IsTruncated && !answer.IsTransient) throw NotUnderstood(method, what, "", "It is larger than such an answer can be.");
        var document = AnswerDocument.Json(answer.Body.Bytes) ?? AnswerDocument.Read(answer, OAuth2AnswerFormat.Form, "");
        if (!answer.IsSuccess) throw Refused(method, what, answer, Problem(document));
        return document ?? throw NotUnderstood(method, what, "", "It is empty (RFC 5849 §2.1, §2.3).");
    }

    /// <summary>A parameter of an answer.</summary>
    /// <exception cref="ConnectorException">It is not there, or cannot be what it should be.</exception>
    public static string Needed(OAuth1Auth method, string what, JsonElement document, string name, bool mayBeEmpty = false)
    {
        var text = AnswerField.Find(document, name) is { ValueKind: JsonValueKind.String } element ? element.GetString() : null;
        var problem = text is null ? $"It has no {name} (RFC 5849 §2.1, §2.3)."
            : text.Length == 0 && !mayBeEmpty ? $"Its {name} is empty."
            : text.Length > Longest || text.Any(char.IsControl) ? $"Its {name} is longer than such a value can be, or has a control character."
            : null;
        return problem is null ? text! : throw NotUnderstood(method, what, AnswerField.Pointer(name), problem);
    }

    public static ConnectorException NotUnderstood(OAuth1Auth method, string what, string pointer, string message) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidResponse,
        Message = $"The {what} of '{method.Id}' gave an answer that was not understood. {message}",
        Location = pointer,
    });

    // OAuth Problem Reporting: the word is the provider's; anything that is no such word is not repeated.
    private static string? Problem(JsonElement? document) =>
        document is { } found && AnswerField.Text(AnswerField.Find(found, "oauth_problem")) is { Length: > 0 and <= 64 } word && word.All(c => char.IsAsciiLetterLower(c) || c == '_')
            ? word
            : null;

    private static ConnectorException Refused(OAuth1Auth method, string what, OAuth2Answer answer, string? problem) => new(new ConnectorError
    {
        Code = answer.IsTransient ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.CredentialRefused,
        Message = answer.IsTransient
            ? $"The {what} of '{method.Id}' failed for the moment, with status {(int)answer.Status}."
            : $"The {what} of '{method.Id}' refused with status {(int)answer.Status}{(problem is null ? "" : $" and problem '{problem}'")}. Check consumer, signature method and clock.",
        Location = method.Id,
        IsTransient = answer.IsTransient,
        RetryAfter = answer.IsTransient ? answer.RetryAfter : null,
        Related = problem is null ? [] : [problem],
    });
}
