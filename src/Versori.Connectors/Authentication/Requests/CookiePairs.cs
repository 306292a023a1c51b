namespace Versori.Connectors.Authentication.Requests;

/// <summary>Sets one cookie of a request. The other cookies are kept (RFC 6265 §5.4).</summary>
internal static class CookiePairs
{
    private const string Header = "Cookie";

    public static void Set(HttpRequestMessage request, string name, string value)
    {
        // RFC 6265 §4.1.1: these characters would end the cookie's value and begin another cookie.
        if (value.AsSpan().ContainsAny(";, \""))
        {
            throw new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.InvalidCredential,
                Message =
                    "The value contains a character that is not allowed in a cookie (; , space or a quotation mark).",
                Location = name,
            });
        }

        Replace(request, [.. Others(request, name), $"{name}={value}"]);
    }

    public static void Remove(HttpRequestMessage request, string name) => Replace(request, [.. Others(request, name)]);

    private static IEnumerable<string> Others(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(Header, out var values)
            ? values
                .SelectMany(line => line.Split(
                    ';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Where(pair => !pair.StartsWith($"{name}=", StringComparison.Ordinal))
            : [];

    private static void Replace(HttpRequestMessage request, string[] pairs)
    {
        request.Headers.Remove(Header);
        if (pairs.Length > 0) request.Headers.TryAddWithoutValidation(Header, string.Join("; ", pairs));
    }
}
