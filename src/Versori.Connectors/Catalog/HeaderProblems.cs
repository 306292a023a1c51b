using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>What can be wrong with the headers that a connector puts on every request.</summary>
internal static class HeaderProblems
{
    // They frame or address the request (RFC 9110 §7, RFC 9112 §6), or are for the auth methods to set.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Proxy-Connection", "Keep-Alive", "Upgrade", "TE", "Trailer", "Expect",
        "Authorization", "Proxy-Authorization", "Cookie",
    };

    public static void Check(ConnectorDefinition definition, IReadOnlySet<string> inputs, DefinitionProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in definition.Headers)
        {
            var pointer = JsonPointer.Append("/headers", name);
            if (PlacementAuthenticators.NameProblem(new() { Name = name, Value = value }) is { } problem) problems.Add(pointer, problem);
            else if (Reserved.Contains(name)) problems.Add(pointer, $"'{name}' cannot be set for a whole connector: it frames or addresses a request, or holds credentials.");
            else if (!seen.Add(name)) problems.Add(pointer, $"The header '{name}' is there twice; case makes no difference.");
            problems.Template(new(pointer, value), inputs);
            if (Literals(value).Select(PositionEncoder.HeaderProblem).FirstOrDefault(found => found is not null) is { } broken) problems.Add(pointer, broken);
        }
    }

    private static IEnumerable<string> Literals(string value) =>
        TextTemplate.TryParse(value, out var template, out _) ? template.Parts.Select(part => part.Literal).OfType<string>() : [];
}
