using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Finds the problems of what calls need: media types, styles and the rules of responses.</summary>
internal static class CallProblems
{
    /// <summary>Checks rules of responses.</summary>
    public static void Check(string pointer, IReadOnlyList<ResponseRule> rules, DefinitionProblems problems)
    {
        foreach (var (index, rule) in rules.Index())
        {
            var place = $"{pointer}/responseRules/{index}";
            CheckPointer($"{place}/pointer", rule.Pointer, problems);
            CheckPointer($"{place}/messagePointer", rule.MessagePointer, problems);
            if (rule.Status is { } status && !IsStatus(status))
            {
                problems.Add(
                    $"{place}/status", $"'{status}' is not a status such as 404, a range such as 4XX, or 'default'.");
            }

            if (rule.Pointer is null && (rule.Values.Count > 0 || rule.ExceptValues.Count > 0))
                problems.Add($"{place}/values", "Values need a pointer to what is compared with them.");
        }
    }

    /// <summary>Checks the media types and styles of an endpoint.</summary>
    public static void Check(string pointer, ConnectorEndpoint endpoint, DefinitionProblems problems)
    {
        Check(pointer, endpoint.ResponseRules, problems);
        foreach (var (index, content) in (endpoint.RequestBody?.Alternatives ?? []).Index())
        {
            if (PositionEncoder.HeaderProblem(content.ContentType) is not null || !HasSubtype(content.ContentType))
            {
                problems.Add(
                    $"{pointer}/requestBody/alternatives/{index}/contentType",
                    "A media type has a type and a subtype, such as application/xml.");
            }
        }

        foreach (var (index, parameter) in endpoint.Parameters.Index())
        {
            if (parameter.Style == ParameterStyle.Cookie && parameter.In != ParameterLocation.Cookie)
                problems.Add($"{pointer}/parameters/{index}/style", "The style 'cookie' is for cookies only.");
        }
    }

    private static void CheckPointer(string place, string? pointer, DefinitionProblems problems)
    {
        if (pointer is not null && !JsonPointer.IsValid(pointer))
            problems.Add(place, "A JSON pointer is empty or begins with a slash (RFC 6901 §3).");
    }

    private static bool HasSubtype(string contentType)
    {
        var slash = contentType.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && HttpTokenSyntax.IsToken(contentType[..slash]);
    }

    private static bool IsStatus(string status) =>
        status.Equals("default", StringComparison.OrdinalIgnoreCase)
        || (status.Length == 3 && status[0] is >= '1' and <= '5'
            && (status.AsSpan(1).Equals("XX", StringComparison.OrdinalIgnoreCase)
                || (char.IsAsciiDigit(status[1]) && char.IsAsciiDigit(status[2]))));
}
