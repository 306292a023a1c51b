using System.Text.RegularExpressions;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Splits the URLs of requests into servers and paths. A variable that is the whole server is its value; without one,
/// it is an input. A variable within the name of a host is an input, with its value as the default.
/// </summary>
internal static partial class PostmanServers
{
    /// <summary>Splits an address.</summary>
    /// <param name="address">The URL without its query.</param>
    /// <param name="variables">The variables.</param>
    /// <returns>
    /// The server's URL with inputs in braces, the inputs, and the path with variables in double braces.
    /// </returns>
    public static (string? Server, IReadOnlyList<ConnectorInput> Inputs, string Path) Split(
        string address, PostmanVariables variables)
    {
        address = Decoded(address).Trim();
        var (scheme, host, path) = Parts(address);
        var start = "";
        // The value of a variable can have a scheme, a host and the beginning of the path.
        for (var step = 0; step < 10 && scheme is null; step++)
        {
            var next = LeadingValue(host, variables);
            if (next is null) break;
            (scheme, host, var inner) = Parts(next);
            start = Joined(inner, start);
        }

        if (scheme is not null && scheme.Contains("{{", StringComparison.Ordinal))
            scheme = variables.Resolve(scheme) is "http" ? "http" : "https";
        if (PostmanVariables.Single(host) is { } whole && variables.Find(whole) is { Length: > 0 } known)
        {
            host = Parts(variables.Resolve(known)).Host;
            start = Joined(Parts(known).Path, start);
        }

        if (host.Length == 0) return (null, [], path);
        var inputs = new List<ConnectorInput>();
        var text = Input(host, variables, inputs);
        // What precedes the path in the value of a variable is the same for all requests.
        var end = start.Trim('/').Length == 0 ? "" : Input(variables.Resolve(start), variables, inputs).TrimEnd('/');
        var isWhole = scheme is null && PostmanVariables.Single(host) is not null;
        if (isWhole) return (text + end, inputs, path);
        scheme ??= IsLocal(host) ? "http" : "https";
        return ($"{scheme.ToLowerInvariant()}://{text}{end}", inputs, path);
    }

    /// <summary>
    /// Returns a URL of an auth method as an expression; <see langword="null"/> if it cannot be one. Variables without
    /// a value become inputs.
    /// </summary>
    public static string? Expression(string? text, PostmanVariables variables, OpenApiBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var inputs = new List<ConnectorInput>();
        var written = Input(variables.Resolve(text.Trim()), variables, inputs);
        if (!UrlExpression.TryParse(written, out var expression, out _)) return null;
        if (expression.IsConstant && !Uri.TryCreate(written, UriKind.Absolute, out _)) return null;
        foreach (var input in inputs) builder.AddInput(input);
        return written;
    }

    /// <summary>Returns a text with inputs in braces in place of variables.</summary>
    public static string Input(string text, PostmanVariables variables, List<ConnectorInput> inputs) =>
        PostmanVariables.Replace(text, name =>
        {
            var input = new ConnectorInput { Name = InputName(name), Default = DefaultOf(name, variables) };
            if (!inputs.Exists(known => known.Name == input.Name)) inputs.Add(input);
            return $"{{{input.Name}}}";
        });

    private static string? DefaultOf(string name, PostmanVariables variables)
    {
        var value = variables.Find(name) is { } found ? variables.Resolve(found) : null;
        return value is { Length: > 0 } && !value.Contains("{{", StringComparison.Ordinal) ? value : null;
    }

    private static string InputName(string name)
    {
        var valid = NotInName().Replace(name.Trim().TrimStart('$'), "_");
        return valid.Length == 0 || !char.IsAsciiLetter(valid[0]) ? $"v{valid}" : valid;
    }

    // The value of a variable at the start of the text, if it has one.
    private static string? LeadingValue(string host, PostmanVariables variables)
    {
        var end = host.StartsWith("{{", StringComparison.Ordinal) ? host.IndexOf("}}", StringComparison.Ordinal) : -1;
        if (end < 0) return null;
        var value = variables.Find(host[2..end].Trim());
        return value is { Length: > 0 } && value.Trim() != host ? value.Trim() + host[(end + 2)..] : null;
    }

    private static (string? Scheme, string Host, string Path) Parts(string address)
    {
        string? scheme = null;
        if (Scheme().Match(address) is { Success: true } match)
        {
            scheme = match.Groups["scheme"].Value;
            address = address[match.Length..];
        }

        var slash = address.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? address : address[..slash];
        // Names and passwords before the host are credentials (RFC 3986 §3.2.1).
        host = host[(host.LastIndexOf('@') + 1)..];
        return (scheme, host, slash < 0 ? "" : address[slash..]);
    }

    private static string Joined(string first, string second)
    {
        if (first.Trim('/').Length == 0) return second;
        return second.Length == 0 ? first : $"{first.TrimEnd('/')}/{second.TrimStart('/')}";
    }

    private static bool IsLocal(string host) => host.StartsWith("localhost", StringComparison.OrdinalIgnoreCase)
        || host.StartsWith("127.", StringComparison.Ordinal)
        || host.StartsWith("[::1]", StringComparison.Ordinal);

    // Exports of some versions percent-encode the braces of variables.
    private static string Decoded(string address) => address
        .Replace("%7B", "{", StringComparison.OrdinalIgnoreCase)
        .Replace("%7D", "}", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"^(?<scheme>[A-Za-z][A-Za-z0-9+.-]{0,20}|\{\{[^{}]{1,100}\}\})://", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"[^A-Za-z0-9_]", RegexOptions.None, 10_000)]
    private static partial Regex NotInName();
}
