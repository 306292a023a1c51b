using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Adds the inputs that the auth methods of a known system use. Where the document's host has the part that an input
/// stands for, the input gets its value or takes its place: of <c>acme.myshopify.com</c>, <c>store</c> is <c>acme</c>.
/// </summary>
internal static partial class KnownInputs
{
    private static readonly TimeSpan MaximumTime = TimeSpan.FromMilliseconds(100);

    public static ConnectorDefinition Add(
        ConnectorDefinition definition, KnownHost known, IReadOnlyList<AuthMethod> methods)
    {
        var texts = methods.Select(TextOf).ToList();
        foreach (var input in known.Definition.Inputs)
        {
            var isThere = definition.Inputs.Any(own => own.Name == input.Name);
            if (isThere || !texts.Exists(text => InputUse.IsIn(text, input.Name))) continue;
            definition = ValueOf(input.Name, definition.BaseUrl, known.Pattern) switch
            {
                null => definition with { Inputs = [.. definition.Inputs, input] },
                ['{', .. var name, '}'] => Renamed(definition, name, input),
                var value => definition with { Inputs = [.. definition.Inputs, input with { Default = value }] },
            };
        }

        return definition;
    }

    // The document's input has the place of the known one, which says what to enter.
    private static ConnectorDefinition Renamed(ConnectorDefinition definition, string name, ConnectorInput input)
    {
        var (old, own) = ($"{{{name}}}", $"{{{input.Name}}}");
        var stated = definition.Inputs.FirstOrDefault(other => other.Name == name);
        return definition with
        {
            BaseUrl = definition.BaseUrl.Replace(old, own, StringComparison.Ordinal),
            Inputs =
            [
                .. definition.Inputs.Where(other => other.Name != name),
                input with { Default = input.Default ?? stated?.Default },
            ],
            Endpoints =
            [
                .. definition.Endpoints.Select(endpoint =>
                    endpoint.BaseUrl?.Contains(old, StringComparison.Ordinal) is true
                        ? endpoint with { BaseUrl = endpoint.BaseUrl.Replace(old, own, StringComparison.Ordinal) }
                        : endpoint),
            ],
        };
    }

    // What the host has where the pattern has the input.
    private static string? ValueOf(string input, string baseUrl, string? pattern)
    {
        if (pattern?.Contains($"{{{input}}}", StringComparison.Ordinal) is not true) return null;
        var expression = Regex.Escape(pattern);
        foreach (Match placeholder in Placeholder().Matches(pattern))
        {
            var name = placeholder.Groups["name"].Value;
            var group = name == input ? "(?<value>[^/]+)" : "[^/]+";
            expression = expression.Replace($"\\{{{name}}}", group, StringComparison.Ordinal);
        }

        var host = KnownCompletion.HostOf(baseUrl);
        var match = Regex.Match(host, $"^{expression}$", RegexOptions.IgnoreCase, MaximumTime);
        var value = match.Groups["value"].Value;
        return match.Success && IsPlain(value) ? value : null;
    }

    // A part of the host, or one input.
    private static bool IsPlain(string value) => Plain().IsMatch(value);

    private static string TextOf(AuthMethod method) => JsonSerializer.Serialize(
        method, (JsonTypeInfo<AuthMethod>)ConnectorJson.Options.GetTypeInfo(typeof(AuthMethod)));

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(?:\{[\w.-]+\}|[A-Za-z0-9.-]+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
