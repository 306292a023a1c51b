using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>Fills placements once, so that nothing is built per request, unless each request needs another value.</summary>
internal static class PlacementAuthenticators
{
    /// <summary>
    /// Those that stay the same, filled once; then those that are other ones for each request, as one: what they say of the
    /// request holds for all of them.
    /// </summary>
    public static IEnumerable<RequestAuthenticator> PrepareAll(IEnumerable<CredentialPlacement> placements, TemplateValues values)
    {
        var kinds = placements.ToLookup(placement => TextTemplate.Parse(placement.Value).IsPerRequest);
        foreach (var placement in kinds[false]) yield return PrepareOnce(placement, values);
        if (kinds[true].Any()) yield return new ComputedAuthenticator(kinds[true], values);
    }

    public static RequestAuthenticator Prepare(CredentialPlacement placement, TemplateValues values) =>
        TextTemplate.Parse(placement.Value).IsPerRequest ? new ComputedAuthenticator([placement], values) : PrepareOnce(placement, values);

    /// <summary>What is wrong with a placement's name; <see langword="null"/> when nothing is.</summary>
    public static string? NameProblem(CredentialPlacement placement) => placement.In switch
    {
        CredentialLocation.Query or CredentialLocation.Body => placement.Name.Length == 0 ? "A parameter needs a name." : null,
        CredentialLocation.Path => placement.Name.StartsWith('/') ? null : $"'{placement.Name}' is not the path that the credential follows; it begins with a slash, and is a slash alone where that is the whole path.",
        CredentialLocation.Cookie => HttpTokens.IsToken(placement.Name) ? null : $"'{placement.Name}' cannot be the name of a cookie.",
        _ => HeaderProblem(placement.Name),
    };

    private static RequestAuthenticator PrepareOnce(CredentialPlacement placement, TemplateValues values)
    {
        var template = TextTemplate.Parse(placement.Value);
        return placement.In switch
        {
            CredentialLocation.Header => new HeaderAuthenticator(placement.Name, template.Fill(values, TemplatePosition.HeaderValue), values),
            CredentialLocation.Query => new QueryAuthenticator(placement.Name, template.Fill(values, TemplatePosition.Raw)),
            CredentialLocation.Cookie => new CookieAuthenticator(placement.Name, CookieValue(placement, template.Fill(values, TemplatePosition.HeaderValue))),
            CredentialLocation.Path => new PathAuthenticator(placement.Name, template.Fill(values, TemplatePosition.Raw)),
            CredentialLocation.Body => new BodyAuthenticator(placement.Name, template.Fill(values, TemplatePosition.Raw)),
            _ => throw new ArgumentOutOfRangeException(nameof(placement), placement.In, message: null),
        };
    }

    private static string? HeaderProblem(string name)
    {
        if (!HttpTokens.IsToken(name)) return $"'{name}' cannot be the name of a header.";
        using var request = new HttpRequestMessage();
        return request.Headers.TryAddWithoutValidation(name, "x")
            ? null
            : $"'{name}' belongs to a request's content and is said with it: in the endpoint's requestBody, or by whoever calls.";
    }

    // RFC 6265 §4.1.1: these would end the cookie's value and begin another cookie.
    private static string CookieValue(CredentialPlacement placement, string value) => value.AsSpan().ContainsAny(";, \"")
        ? throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidCredential,
            Message = "The value has a character that a cookie cannot hold (; , space or a quotation mark).",
            Location = placement.Name,
        })
        : value;
}
