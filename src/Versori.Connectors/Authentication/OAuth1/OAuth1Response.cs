using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Responses;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Reads the responses of RFC 5849 §2: a form, with any media type. JSON is accepted too.</summary>
internal static class OAuth1Response
{
    private const int MaximumLength = 4096;

    /// <exception cref="ConnectorException">The request was refused, or the response could not be read.</exception>
    public static JsonElement Read(OAuth1Auth method, string endpoint, OAuth2Response response)
    {
        if (response.Body.IsTruncated && !response.IsTransient)
        {
            throw InvalidResponse(method, endpoint, "", "It is larger than such a response can be.");
        }

        var document = ResponseDocument.Json(response.Body.Bytes)
            ?? ResponseDocument.Read(response, OAuth2TokenResponseFormat.Form, "");
        if (!response.IsSuccess) throw Refused(method, endpoint, response, ProblemOf(document));
        return document ?? throw InvalidResponse(method, endpoint, "", "It is empty (RFC 5849 §2.1, §2.3).");
    }

    /// <summary>Returns a required parameter of a response.</summary>
    /// <exception cref="ConnectorException">The parameter is missing or invalid.</exception>
    public static string RequiredText(
        OAuth1Auth method, string endpoint, JsonElement document, string name, bool mayBeEmpty = false)
    {
        var text = ResponseField.Find(document, name) is { ValueKind: JsonValueKind.String } element
            ? element.GetString()
            : null;
        var problem = text is null ? $"It has no {name} (RFC 5849 §2.1, §2.3)."
            : text.Length == 0 && !mayBeEmpty ? $"Its {name} is empty."
            : text.Length > MaximumLength ? $"Its {name} is longer than {MaximumLength} characters."
            : text.Any(char.IsControl) ? $"Its {name} has a control character."
            : null;
        return problem is null ? text! : throw InvalidResponse(method, endpoint, ResponseField.Pointer(name), problem);
    }

    public static ConnectorException InvalidResponse(
        OAuth1Auth method, string endpoint, string pointer, string message) => new(new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidResponse,
            Message = $"The {endpoint} of '{method.Id}' returned a response that could not be read. {message}",
            Location = pointer,
        });

    // OAuth Problem Reporting: the provider chooses the word. A text that is not a plain word is not repeated.
    private static string? ProblemOf(JsonElement? document)
    {
        if (document is not { } found) return null;
        return ResponseField.Text(ResponseField.Find(found, "oauth_problem")) is { Length: > 0 and <= 64 } word
            && word.All(c => char.IsAsciiLetterLower(c) || c == '_')
                ? word
                : null;
    }

    private static ConnectorException Refused(
        OAuth1Auth method, string endpoint, OAuth2Response response, string? problem)
    {
        var subject = $"The {endpoint} of '{method.Id}'";
        var status = (int)response.Status;
        return new(new ConnectorError
        {
            Code = response.IsTransient ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.CredentialRefused,
            Message = response.IsTransient
                ? $"{subject} failed temporarily, with status {status}."
                : $"{subject} refused with status {status}{(problem is null ? "" : $" and problem '{problem}'")}. "
                    + "Check consumer, signature method and clock.",
            Location = method.Id,
            IsTransient = response.IsTransient,
            RetryAfter = response.IsTransient ? response.RetryAfter : null,
            Related = problem is null ? [] : [problem],
        });
    }
}
