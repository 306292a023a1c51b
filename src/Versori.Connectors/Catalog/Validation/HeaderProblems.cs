using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Finds the problems of the headers that a connector adds to every request.</summary>
internal static class HeaderProblems
{
    // These frame or address the request (RFC 9110 §7, RFC 9112 §6), or are set by the auth methods.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Proxy-Connection", "Keep-Alive", "Upgrade", "TE",
        "Trailer", "Expect", "Authorization", "Proxy-Authorization", "Cookie",
    };

    public static void Check(ConnectorDefinition definition, IReadOnlySet<string> names, DefinitionProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in definition.Headers)
        {
            var pointer = JsonPointer.Append("/headers", name);
            if (NameProblem(name, value, seen) is { } nameProblem) problems.Add(pointer, nameProblem);
            problems.Expression(new(pointer, value), names);
            if (ValueProblem(value) is { } valueProblem) problems.Add(pointer, valueProblem);
        }
    }

    private static string? NameProblem(string name, string value, HashSet<string> seen)
    {
        if (PlacementAuthenticators.NameProblem(new() { Name = name, Value = value }) is { } problem) return problem;
        if (Reserved.Contains(name))
        {
            return $"'{name}' cannot be set for a whole connector: it frames or addresses a request, "
                + "or holds credentials.";
        }

        return seen.Add(name) ? null : $"The header '{name}' is defined twice; header names are case-insensitive.";
    }

    private static string? ValueProblem(string value) =>
        Literals(value).Select(PositionEncoder.HeaderProblem).FirstOrDefault(problem => problem is not null);

    private static IEnumerable<string> Literals(string value) =>
        TextExpression.TryParse(value, out var expression, out _)
            ? expression.Parts.Select(part => part.Literal).OfType<string>()
            : [];
}
