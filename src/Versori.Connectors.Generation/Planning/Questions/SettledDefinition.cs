using System.Text.RegularExpressions;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Changes a definition as a person answered a question about it.</summary>
internal static partial class SettledDefinition
{
    /// <summary>The answers to the question how a system authenticates its callers.</summary>
    public const string Bearer = "bearer", Basic = "basic", KeyInHeader = "x-api-key", Nothing = "none";

    /// <summary>Returns the definition with the answer.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="question">An answered question.</param>
    /// <returns>
    /// The changed definition, the same if the answer changes nothing in it, or <see langword="null"/> if the answer
    /// cannot be used, for example because it is no URL.
    /// </returns>
    public static ConnectorDefinition? Of(ConnectorDefinition definition, PlanQuestion question)
    {
        var answer = question.Answer!.Trim();
        return question.Id switch
        {
            QuestionIds.Server => definition with { BaseUrl = answer },
            QuestionIds.BaseUrl => IsUrl(answer) ? WithBaseUrl(definition, answer.TrimEnd('/')) : null,
            QuestionIds.Auth => definition.AuthMethods.Count > 0
                ? definition
                : definition with { AuthMethods = Methods(answer) },
            _ when About(question, QuestionIds.Offline) is { } id => answer == QuestionIds.Yes
                ? WithMethod<OAuth2Auth>(
                    definition, id, method => method with { Scopes = WithOffline(method.Scopes) })
                : definition,
            _ when About(question, QuestionIds.TokenUrl) is { } id => IsUrl(answer)
                ? WithMethod<OAuth2Auth>(definition, id, method => method with { TokenUrl = answer })
                : null,
            _ when About(question, QuestionIds.KeyWord) is { } id => Word().IsMatch(answer)
                ? WithMethod<ApiKeyAuth>(
                    definition, id, _ => AuthorizationWord.Key(id, answer == QuestionIds.None ? null : answer))
                : null,
            _ => definition,
        };
    }

    // What follows the beginning of a question's id.
    private static string? About(PlanQuestion question, string beginning) =>
        question.Id.StartsWith(beginning, StringComparison.Ordinal) ? question.Id[beginning.Length..] : null;

    private static bool IsUrl(string answer) =>
        Uri.TryCreate(answer, UriKind.Absolute, out var url)
        && url.Scheme == Uri.UriSchemeHttps
        && url.UserInfo.Length == 0
        && !answer.AsSpan().ContainsAny("{}?#");

    // The host name is no longer an input.
    private static ConnectorDefinition WithBaseUrl(ConnectorDefinition definition, string url)
    {
        const string placeholder = $"{{{DocumentImporter.HostInput}}}";
        var isUsed = definition.Endpoints.Any(endpoint =>
            endpoint.BaseUrl?.Contains(placeholder, StringComparison.Ordinal) == true);
        return definition with
        {
            BaseUrl = url,
            Inputs = isUsed
                ? definition.Inputs
                : [.. definition.Inputs.Where(input => input.Name != DocumentImporter.HostInput)],
        };
    }

    /// <summary>Returns the auth method of an answer; none for another text.</summary>
    public static AuthMethod[] Methods(string answer) => answer switch
    {
        Bearer => [new BearerAuth { Id = Bearer }],
        Basic => [new BasicAuth { Id = Basic }],
        KeyInHeader => [ApiKeyAuth.Create(CredentialLocation.Header, "X-API-Key") with { Id = KeyInHeader }],
        Nothing => [new NoAuth()],
        _ => [],
    };

    private static ConnectorDefinition WithMethod<T>(
        ConnectorDefinition definition, string id, Func<T, AuthMethod> change)
        where T : AuthMethod =>
        definition with
        {
            AuthMethods =
            [
                .. definition.AuthMethods.Select(method => method is T own && own.Id == id ? change(own) : method),
            ],
        };

    private static IReadOnlyList<string> WithOffline(IReadOnlyList<string> scopes) =>
        [.. scopes.Union([OpenQuestions.OfflineScope], StringComparer.Ordinal)];

    // The scheme of credentials is a token (RFC 9110 §11.1).
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,30}$", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
