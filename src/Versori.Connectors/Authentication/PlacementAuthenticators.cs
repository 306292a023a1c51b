using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>Fills a placement once, so that nothing is built per request.</summary>
internal static class PlacementAuthenticators
{
    public static RequestAuthenticator Prepare(CredentialPlacement placement, TemplateValues values)
    {
        var template = TextTemplate.Parse(placement.Value);
        return placement.In switch
        {
            CredentialLocation.Header => new HeaderAuthenticator(placement.Name, template.Fill(values, TemplatePosition.HeaderValue), values),
            CredentialLocation.Query => new QueryAuthenticator(placement.Name, template.Fill(values, TemplatePosition.Raw)),
            CredentialLocation.Cookie => new CookieAuthenticator(placement.Name, CookieValue(placement, template.Fill(values, TemplatePosition.HeaderValue))),
            CredentialLocation.Body => new BodyAuthenticator(placement.Name, template.Fill(values, TemplatePosition.Raw)),
            _ => throw new ArgumentOutOfRangeException(nameof(placement), placement.In, message: null),
        };
    }

    /// <summary>What is wrong with a placement's name; <see langword="null"/> when nothing is.</summary>
    public static string? NameProblem(CredentialPlacement placement) => placement.In switch
    {
        CredentialLocation.Query or CredentialLocation.Body => placement.Name.Length == 0 ? "A parameter needs a name." : null,
        CredentialLocation.Cookie => HttpTokens.IsToken(placement.Name) ? null : $"'{placement.Name}' cannot be the name of a cookie.",
        _ => IsRequestHeader(placement.Name) ? null : $"'{placement.Name}' cannot be the name of a request header.",
    };

    // Headers that belong to the content, such as Content-Type, are not taken by a request.
    private static bool IsRequestHeader(string name)
    {
        using var request = new HttpRequestMessage();
        return HttpTokens.IsToken(name) && request.Headers.TryAddWithoutValidation(name, "x");
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
