using System.Text.Json.Nodes;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Mcp;

/// <summary>
/// The environment variables that tests may use, each with the origin that it belongs to. An agent can write a
/// definition with any URL, so that the developer states where a credential may go.
/// </summary>
internal sealed class AllowedCredentials
{
    private static readonly string[] Texts = ["description", "title", "help"];

    private readonly Dictionary<string, HashSet<string>> _origins = new(StringComparer.Ordinal);

    /// <summary>The names of the variables.</summary>
    public IReadOnlyCollection<string> Variables => _origins.Keys;

    public static AllowedCredentials Parse(IReadOnlyList<string> texts)
    {
        var allowed = new AllowedCredentials();
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            var isUrl = Uri.TryCreate(at < 1 ? null : text[(at + 1)..], UriKind.Absolute, out var url)
                && url.Scheme is "http" or "https";
            if (!isUrl)
            {
                throw ToolException.Usage(
                    "--credential takes VARIABLE=ORIGIN, such as GITHUB_TOKEN=https://api.github.com, and not the "
                    + "credential itself.");
            }

            if (!allowed._origins.TryGetValue(text[..at], out var origins))
                allowed._origins[text[..at]] = origins = new(StringComparer.OrdinalIgnoreCase);
            origins.Add(OriginOf(url!));
        }

        return allowed;
    }

    /// <summary>Refuses a variable that is not allowed for every URL of a definition.</summary>
    public void Check(
        IEnumerable<string> variables, ConnectorDefinition definition, IReadOnlyDictionary<string, string> inputs)
    {
        foreach (var variable in variables)
        {
            if (!_origins.TryGetValue(variable, out var origins))
            {
                throw ToolException.Usage(
                    $"This server was not started with a credential of that name. It has: "
                    + $"{(Variables.Count == 0 ? "none" : string.Join(", ", Variables))}. "
                    + "The developer adds one with --credential VARIABLE=ORIGIN.");
            }

            foreach (var origin in OriginsOf(definition, inputs).Where(origin => !origins.Contains(origin)))
            {
                throw ToolException.Usage(
                    $"The credential in {variable} may not be sent to {origin}, only to {string.Join(", ", origins)}. "
                    + "The developer allows further origins with --credential VARIABLE=ORIGIN.");
            }
        }
    }

    // Every URL that a request could go to: of the connector, of its endpoints, and in its auth methods.
    private static IEnumerable<string> OriginsOf(
        ConnectorDefinition definition, IReadOnlyDictionary<string, string> inputs)
    {
        var texts = definition.Endpoints.Select(endpoint => endpoint.BaseUrl).OfType<string>()
            .Append(definition.BaseUrl)
            .Concat(definition.AuthMethods.SelectMany(method => UrlsIn(Output.JsonText.Node(method), "")));
        return texts.Select(text => Origin(text, definition, inputs)).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static string Origin(
        string text, ConnectorDefinition definition, IReadOnlyDictionary<string, string> inputs)
    {
        var filled = text;
        foreach (var input in definition.Inputs)
        {
            if ((inputs.GetValueOrDefault(input.Name) ?? input.Default) is { } value)
                filled = filled.Replace($"{{{input.Name}}}", value, StringComparison.Ordinal);
        }

        var isKnown = Uri.TryCreate(filled, UriKind.Absolute, out var url)
            && !url.Authority.Contains('{', StringComparison.Ordinal);
        return isKnown ? OriginOf(url!) : text;
    }

    private static IEnumerable<string> UrlsIn(JsonNode? node, string name) => node switch
    {
        JsonObject map => map.SelectMany(pair => UrlsIn(pair.Value, pair.Key)),
        JsonArray list => list.SelectMany(item => UrlsIn(item, name)),
        JsonValue value when !Texts.Contains(name, StringComparer.OrdinalIgnoreCase)
            && name != "scopes"
            && value.TryGetValue<string>(out var text)
            && (text.Contains("://", StringComparison.Ordinal) || (IsUrl(name) && !text.StartsWith('/'))) => [text],
        _ => [],
    };

    // A URL may begin with an input whose value is a whole URL. A path belongs to the base URL.
    private static bool IsUrl(string name) => name == "issuer"
        || name.EndsWith("url", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("uri", StringComparison.OrdinalIgnoreCase);

    private static string OriginOf(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
