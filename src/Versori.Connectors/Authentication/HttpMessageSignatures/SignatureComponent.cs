using System.Diagnostics.CodeAnalysis;
using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication.HttpMessageSignatures;

/// <summary>A component of a message (RFC 9421 §2). Parsed once.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="Parameter">The name of the query parameter of a <c>@query-param</c> (RFC 9421 §2.2.8).</param>
internal sealed record SignatureComponent(string Name, string? Parameter)
{
    private const string QueryParameter = "@query-param";

    private static readonly string[] Derived =
        ["@method", "@authority", "@scheme", "@target-uri", "@request-target", "@path", "@query"];

    /// <summary>The identifier in the signature's input (RFC 9421 §2: a structured string with parameters).</summary>
    public string Identifier { get; } = Parameter is null ? $"\"{Name}\"" : $"\"{Name}\";name=\"{Parameter}\"";

    /// <summary>The text in definitions.</summary>
    public string Text => Parameter is null ? Name : $"{Name};name=\"{Parameter}\"";

    /// <summary>Whether it is a header of the content, which a request without a body does not have.</summary>
    public bool IsContentHeader => Name.StartsWith("content-", StringComparison.Ordinal);

    /// <summary>Parses a component of a validated definition.</summary>
    public static SignatureComponent Parse(string text) =>
        TryParse(text, out var component) ? component : throw new FormatException(text);

    public static bool TryParse(string text, [NotNullWhen(true)] out SignatureComponent? component)
    {
        component = null;
        if (text.StartsWith(QueryParameter, StringComparison.Ordinal))
        {
            const string Start = QueryParameter + ";name=\"";
            var isComplete = text.StartsWith(Start, StringComparison.Ordinal)
                && text.EndsWith('"')
                && text.Length > Start.Length;
            if (!isComplete) return false;
            component = new(QueryParameter, text[Start.Length..^1]);
            return component.Parameter!.All(character => character is > ' ' and <= '~' and not ('"' or '\\'));
        }

        var isValid = text.StartsWith('@')
            ? Derived.Contains(text, StringComparer.Ordinal)
            : HttpTokenSyntax.IsToken(text) && !text.Any(char.IsAsciiLetterUpper);
        if (!isValid) return false;
        component = new(text, null);
        return true;
    }

    /// <summary>
    /// Returns its value in a request (RFC 9421 §2.1, §2.2); <see langword="null"/> when the request does not have it.
    /// </summary>
    public string? ValueOf(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        return Name switch
        {
            "@method" => request.Method.Method,
            "@authority" => RequestHeaders.Host(request).ToLowerInvariant(),
            "@scheme" => uri.Scheme,
            "@target-uri" => uri.GetLeftPart(UriPartial.Query),
            "@request-target" => uri.PathAndQuery,
            "@path" => uri.AbsolutePath,
            "@query" => uri.Query.Length == 0 ? "?" : uri.Query,
            QueryParameter => QueryValue(uri),
            _ => RequestHeaders.Find(request, Name)?.Trim(),
        };
    }

    // RFC 9421 §2.2.8: decoded like a form and encoded again. A name with several values is ambiguous.
    private string? QueryValue(Uri uri)
    {
        var found = QueryParameters.Decode(uri.Query)
            .Where(pair => Uri.EscapeDataString(pair.Key) == Parameter)
            .ToArray();
        return found is [var (_, value)] ? Uri.EscapeDataString(value) : null;
    }
}
