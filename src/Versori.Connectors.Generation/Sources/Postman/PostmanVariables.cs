using System.Text.RegularExpressions;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// The variables of a scope and of those around it. An environment precedes the folders, and inner folders precede
/// outer ones and the collection (https://learning.postman.com/docs/sending-requests/variables/variables/).
/// </summary>
internal sealed partial class PostmanVariables
{
    private const int MaximumSteps = 100;
    private const int MaximumLength = 8000;

    private readonly PostmanVariables? _outer;
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _environment;

    public PostmanVariables(PostmanVariables? outer, IEnumerable<Node> variables)
    {
        _outer = outer;
        _environment = outer?._environment ?? new(StringComparer.Ordinal);
        Add(_values, variables);
    }

    /// <summary>Adds the values of an environment.</summary>
    public void AddEnvironment(IEnumerable<Node> values) => Add(_environment, values);

    /// <summary>
    /// Returns the value; <see langword="null"/> if it has none, or if it is a secret.
    /// </summary>
    public string? Find(string name)
    {
        if (_environment.TryGetValue(name, out var ofEnvironment)) return ofEnvironment;
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._values.TryGetValue(name, out var value)) return value;
        }

        return null;
    }

    /// <summary>Returns a text with the values of the variables. Variables without a value stay as they are.</summary>
    public string Resolve(string text)
    {
        for (var step = 0; step < MaximumSteps && text.Length <= MaximumLength; step++)
        {
            var length = 0L;
            var next = Variable().Replace(text, match =>
            {
                var value = Find(match.Groups["name"].Value);
                if (value is null || (length += value.Length) > MaximumLength) return match.Value;
                return value;
            });
            if (next == text || next.Length > MaximumLength) return text;
            text = next;
        }

        return text;
    }

    /// <summary>The variable that a text consists of; <see langword="null"/> if it is more or less than one.</summary>
    public static string? Single(string text) =>
        Variable().Match(text.Trim()) is { Success: true } match && match.Length == text.Trim().Length
            ? match.Groups["name"].Value
            : null;

    /// <summary>Replaces the variables of a text.</summary>
    public static string Replace(string text, Func<string, string> replacement) =>
        Variable().Replace(text, match => replacement(match.Groups["name"].Value));

    private static void Add(Dictionary<string, string?> values, IEnumerable<Node> variables)
    {
        foreach (var variable in variables)
        {
            if (!variable.IsObject || variable.Flag("disabled") == true || variable.Flag("enabled") == false) continue;
            if ((variable.Text("key") ?? variable.Text("id"))?.Trim() is not { Length: > 0 } name) continue;
            var isSecret = variable.Text("type") == "secret" || CredentialNames.IsCredential(name);
            var value = variable.Find("value") is { IsObject: false } found
                && found.Value.ValueKind != System.Text.Json.JsonValueKind.Array
                    ? found.AsText()
                    : null;
            var isKept = !isSecret && value is { Length: > 0 } && !OpaqueText.IsToken(value);
            values[name] = isKept ? value : null;
        }
    }

    [GeneratedRegex(@"\{\{\s{0,4}(?<name>[^{}\r\n]{1,200}?)\s{0,4}\}\}", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Variable();
}
