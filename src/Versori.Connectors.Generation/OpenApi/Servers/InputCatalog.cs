using System.Text.RegularExpressions;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>The connector's inputs: the variables of its servers, and other names in braces in its URLs.</summary>
internal sealed partial class InputCatalog
{
    // Each connection supplies the values, so no system has many.
    private const int Maximum = 200;

    private readonly OrderedDictionary<string, ConnectorInput> _inputs = new(StringComparer.Ordinal);

    public IReadOnlyList<ConnectorInput> Inputs => [.. _inputs.Values];

    /// <summary>Adds the variables of a URL as inputs.</summary>
    /// <param name="url">The URL, with variables in braces.</param>
    /// <param name="variables">The declared variables (OpenAPI 3.1 §4.8.6), if there are any.</param>
    /// <param name="node">The node that warnings refer to.</param>
    /// <returns>The URL, as an expression with the inputs as placeholders.</returns>
    public string Declare(string url, Node? variables, Node? node) => Braces().Replace(url, match =>
    {
        var variable = match.Groups["name"].Value.Trim();
        var name = NotInName().Replace(variable, "_");
        if (name.Length == 0)
        {
            node?.Warn("Empty braces in a URL are removed.");
            return "";
        }

        if (variables?.Object(variable) is { } declaration)
        {
            return $"{{{Add(Read(name, declaration))}}}";
        }

        if (!_inputs.ContainsKey(name))
        {
            node?.Warn($"'{{{variable}}}' in the URL is not declared. It becomes a required input.");
            Add(new() { Name = name });
        }

        return $"{{{name}}}";
    });

    /// <summary>Adds an input. If a different input has its name, a number is appended to the name.</summary>
    public string Add(ConnectorInput input)
    {
        var name = input.Name;
        for (var i = 2; IsTaken(name, input); i++) name = $"{input.Name}{i}";
        if (_inputs.Count >= Maximum && !_inputs.ContainsKey(name))
        {
            throw DocumentErrors.Invalid("/servers", $"The URLs of the document have more than {Maximum} variables.");
        }

        _inputs[name] = input with { Name = name };
        return name;
    }

    private bool IsTaken(string name, ConnectorInput input) =>
        _inputs.TryGetValue(name, out var other) && other != input with { Name = name };

    private static ConnectorInput Read(string name, Node declaration)
    {
        var standard = declaration.Text("default");
        var allowed = declaration.List("enum").Select(item => item.AsText()).OfType<string>().ToList();
        if (standard is not null && allowed.Count > 0 && !allowed.Contains(standard, StringComparer.Ordinal))
        {
            declaration.Warn($"The default '{standard}' is not one of the allowed values. It is added to them.");
            allowed.Insert(0, standard);
        }

        return new()
        {
            Name = name,
            Description = declaration.Text("description"),
            Default = standard,
            AllowedValues = allowed,
            Required = standard is null,
        };
    }

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();

    [GeneratedRegex("[^A-Za-z0-9_.-]", RegexOptions.None, 1000)]
    private static partial Regex NotInName();
}
