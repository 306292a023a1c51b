using System.Diagnostics.CodeAnalysis;
using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication.HttpMessageSignatures;

/// <summary>A component of a message (RFC 9421 §2). Parsed once.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="Parameter">The name of the query parameter it is about (RFC 9421 §2.2.8).</param>
internal sealed record SignatureComponent(string Name, string? Parameter)
{
    private const string QueryParameter = "@query-param";

    private static readonly string[] Derived =
        ["@method", "@authority", "@scheme", "@target-uri", "@request-target", "@path", "@query"];

    /// <summary>How it is written in the signature's input (RFC 9421 §2: a structured string with parameters).</summary>
    public string Identifier { get; } = Parameter is null ? $"\"{Name}\"" : $"\"{Name}\";name=\"{Parameter}\"";

    /// <summary>How definitions write it.</summary>
    public string Text => Parameter is null ? Name : $"{Name};name=\"{Parameter}\"";

    /// <summary>Whether a request without a body has none of it.</summary>
    public bool IsOfContent => Name.StartsWith("content-", StringComparison.Ordinal);

    public static bool TryParse(string text, [NotNullWhen(true)] out SignatureComponent? component)
    {
        component = null;
        if (text.StartsWith(QueryParameter, StringComparison.Ordinal))
        {
            const string Start = QueryParameter + ";name=\"";
            if (!text.StartsWith(Start, StringComparison.Ordinal) || !text.EndsWith('"') || text.Length == Start.Length) return false;
            component = new(QueryParameter, text[Start.Length..^1]);
            return component.Parameter!.All(character => character is > ' ' and <= '~' and not ('"' or '\\'));
        }

        if (text.StartsWith('@') ? !Derived.Contains(text, StringComparer.Ordinal) : !HttpTokens.IsToken(text) || text.Any(char.IsAsciiLetterUpper)) return false;
        component = new(text, null);
        return true;
    }

    /// <summary>Its value in a request (RFC 9421 §2.1, §2.2); <see langword="null"/> when it is not there.</summary>
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

    // RFC 9421 §2.2.8: decoded as a form and encoded again. Of several of one name none can be meant.
    private string? QueryValue(Uri uri)
    {
        var found = QueryParameters.Decode(uri.Query).Where(pair => Uri.EscapeDataString(pair.Key) == Parameter).ToArray();
        return found is [var (_, value)] ? Uri.EscapeDataString(value) : null;
    }
}
