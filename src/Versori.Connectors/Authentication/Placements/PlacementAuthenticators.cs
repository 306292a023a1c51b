using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>
/// Creates the authenticators of placements. Values are filled once, unless they differ for each request.
/// </summary>
internal static class PlacementAuthenticators
{
    /// <summary>
    /// Returns an authenticator for each placement with a constant value, and then a single one for all placements
    /// whose values differ for each request, so that they use the same time and random values.
    /// </summary>
    public static IEnumerable<RequestAuthenticator> PrepareAll(
        IEnumerable<CredentialPlacement> placements, ExpressionValues values)
    {
        var byPerRequest = placements.ToLookup(placement => TextExpression.Parse(placement.Value).IsPerRequest);
        foreach (var placement in byPerRequest[false]) yield return PrepareConstant(placement, values);
        if (byPerRequest[true].Any()) yield return new ComputedAuthenticator(byPerRequest[true], values);
    }

    public static RequestAuthenticator Prepare(CredentialPlacement placement, ExpressionValues values) =>
        TextExpression.Parse(placement.Value).IsPerRequest
            ? new ComputedAuthenticator([placement], values)
            : PrepareConstant(placement, values);

    /// <summary>Returns the problem of a placement's name; <see langword="null"/> when the name is valid.</summary>
    public static string? NameProblem(CredentialPlacement placement) => placement.In switch
    {
        CredentialLocation.Query or CredentialLocation.Body => placement.Name.Length == 0
            ? "A parameter needs a name."
            : null,
        CredentialLocation.Path => placement.Name.StartsWith('/')
            ? null
            : $"'{placement.Name}' is not a path. Set the path that precedes the credential; it begins with a slash. "
                + "Use '/' if the credential is the first segment.",
        CredentialLocation.Cookie => HttpTokenSyntax.IsToken(placement.Name)
            ? null
            : $"'{placement.Name}' cannot be the name of a cookie.",
        _ => HeaderProblem(placement.Name),
    };

    private static RequestAuthenticator PrepareConstant(CredentialPlacement placement, ExpressionValues values)
    {
        var name = placement.Name;
        var value = TextExpression.Parse(placement.Value);
        return placement.In switch
        {
            CredentialLocation.Header => new HeaderAuthenticator(
                name, value.Evaluate(values, ValuePosition.HeaderValue), values),
            CredentialLocation.Query => new QueryAuthenticator(name, value.Evaluate(values, ValuePosition.Raw)),
            CredentialLocation.Cookie => new CookieAuthenticator(
                name, CookieValue(placement, value.Evaluate(values, ValuePosition.HeaderValue))),
            CredentialLocation.Path => new PathAuthenticator(name, value.Evaluate(values, ValuePosition.Raw)),
            CredentialLocation.Body => new BodyAuthenticator(name, value.Evaluate(values, ValuePosition.Raw)),
            _ => throw new ArgumentOutOfRangeException(nameof(placement), placement.In, message: null),
        };
    }

    private static string? HeaderProblem(string name)
    {
        if (!HttpTokenSyntax.IsToken(name)) return $"'{name}' cannot be the name of a header.";
        using var request = new HttpRequestMessage();
        return request.Headers.TryAddWithoutValidation(name, "x")
            ? null
            : $"'{name}' is a header of the request's content. "
                + "Set it in the endpoint's requestBody, or with the content of the call.";
    }

    // RFC 6265 §4.1.1: these characters would end the cookie's value and begin another cookie.
    private static string CookieValue(CredentialPlacement placement, string value) =>
        value.AsSpan().ContainsAny(";, \"") ? throw InvalidCookieValue(placement) : value;

    private static ConnectorException InvalidCookieValue(CredentialPlacement placement) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidCredential,
        Message = "The value contains a character that is not allowed in a cookie (; , space or a quotation mark).",
        Location = placement.Name,
    });
}
