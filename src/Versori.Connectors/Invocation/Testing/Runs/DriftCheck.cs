using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Compares responses with what the definition states. It is lenient: fields that the schema does not have are accepted
/// unless the schema excludes them, and errors need not be declared.
/// </summary>
internal static class DriftCheck
{
    private const int MaximumBytes = 4 * 1024 * 1024;

    public static IReadOnlyList<ResponseDrift> Find(
        TestTarget target, ConnectorEndpoint endpoint, InvocationResult response)
    {
        var drift = new List<ResponseDrift>(OfHeaders(endpoint, response));
        if (drift.Count > 0 || !HasContent(endpoint, response)) return drift;
        if (response.Declared is not { ContentType: { Length: > 0 } type } declared) return drift;
        if (MediaType.Of(type) != MediaKind.Json || declared.Schema is not { } schema) return drift;
        if (response.Body.IsEmpty)
        {
            drift.Add(Whole($"The response has no content, but {type} is declared."));
            return drift;
        }

        if (response.Body.Length > MaximumBytes) return drift;
        if (Parse(response) is not { } content)
        {
            drift.Add(Whole("The content is not JSON."));
            return drift;
        }

        var problems = target.Validator.Check(
            schema.Root, ArgumentConverter.FromElement(content), isText: false, isResponse: true);
        drift.AddRange(problems
            .Select(problem => (Location: General(problem), problem.Message))
            .GroupBy(problem => problem)
            .Select(group => new ResponseDrift
            {
                Location = group.Key.Location,
                Message = group.Key.Message,
                Count = group.Count(),
            }));
        return drift;
    }

    /// <summary>The differences of the status and the media type.</summary>
    public static IReadOnlyList<ResponseDrift> OfHeaders(ConnectorEndpoint endpoint, InvocationResult response)
    {
        if (endpoint.Responses.Count == 0) return [];
        if (ResponseMatch.Find(endpoint, response.StatusCode) is not { } declared)
        {
            // Documents seldom declare all errors.
            if (!response.IsSuccess) return [];
            var all = string.Join(", ", endpoint.Responses.Select(one => one.Status));
            return [Whole(string.Create(
                CultureInfo.InvariantCulture,
                $"The status {response.StatusCode} is not declared. Declared are: {all}."))];
        }

        if (!response.IsSuccess || response.ContentType is not { } type || response.Body.IsEmpty) return [];
        string[] types =
        [
            declared.ContentType ?? "",
            .. declared.Alternatives.Select(content => content.ContentType),
        ];
        return types[0].Length == 0 || Array.Exists(types, one => IsDeclared(one, type))
            ? []
            : [Whole($"The media type is {MediaType.Essence(type)}. Declared are: {string.Join(", ", types)}.")];
    }

    /// <summary>Whether a media type is the declared one, or JSON in place of other JSON (RFC 6839 §3.1).</summary>
    public static bool IsDeclared(string declared, string actual) =>
        MediaType.Matches(declared, actual)
        || (MediaType.Of(actual) != MediaKind.Binary && MediaType.Of(declared) == MediaType.Of(actual));

    /// <summary>The content as JSON; <see langword="null"/> if it is none.</summary>
    public static JsonElement? Parse(InvocationResult response)
    {
        if (response.Body.IsEmpty || response.Body.Length > MaximumBytes) return null;
        try
        {
            using var document = JsonDocument.Parse(response.Text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null; // Which the caller reports, if JSON is declared.
        }
    }

    // RFC 9110 §9.3.2, §15.3.5 and §15.4.5.
    private static bool HasContent(ConnectorEndpoint endpoint, InvocationResult response) =>
        !endpoint.Method.Equals("HEAD", StringComparison.OrdinalIgnoreCase)
        && response.StatusCode is not (204 or 205 or 304);

    private static string General(SchemaProblem problem)
    {
        var tokens = problem.PlaceBelow("").Split('/');
        for (var i = 1; i < tokens.Length; i++)
        {
            if (tokens[i].Length > 0 && tokens[i].All(char.IsAsciiDigit)) tokens[i] = "*";
        }

        return string.Join('/', tokens);
    }

    private static ResponseDrift Whole(string message) => new() { Location = "", Message = message };
}
