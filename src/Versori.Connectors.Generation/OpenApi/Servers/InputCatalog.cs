using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>The connector's inputs: the variables of its servers, and whatever else stands in braces in its URLs.</summary>
internal sealed partial class InputCatalog
{
    private readonly OrderedDictionary<string, ConnectorInput> _inputs = new(StringComparer.Ordinal);

    public IReadOnlyList<ConnectorInput> Inputs => [.. _inputs.Values];

    /// <summary>Makes inputs of a URL's variables.</summary>
    /// <param name="url">The URL, with variables in braces.</param>
    /// <param name="variables">The variables that are declared (OpenAPI 3.1 §4.8.6), if any are.</param>
    /// <param name="place">What warnings are about.</param>
    /// <returns>The URL, as a template over the inputs.</returns>
    public string Declare(string url, Node? variables, Node? place) => Braces().Replace(url, match =>
    {
        var variable = match.Groups["name"].Value.Trim();
        var name = NotInName().Replace(variable, "_");
        if (name.Length == 0)
        {
            place?.Warn("Empty braces in a URL are left out.");
            return "";
        }

        if (variables?.Object(variable) is { } declaration)
        {
            return $"{{{Add(Read(name, declaration))}}}";
        }

        if (!_inputs.ContainsKey(name))
        {
            place?.Warn($"'{{{variable}}}' in the URL is not declared; it becomes a required input.");
            _inputs[name] = new() { Name = name };
        }

        return $"{{{name}}}";
    });

    /// <summary>Adds an input; its name may get a number when another input has it already.</summary>
    public string Add(ConnectorInput input)
    {
        var name = input.Name;
        for (var i = 2; _inputs.TryGetValue(name, out var other) && other != input with { Name = name }; i++) name = $"{input.Name}{i}";
        _inputs[name] = input with { Name = name };
        return name;
    }

    private static ConnectorInput Read(string name, Node declaration)
    {
        var standard = declaration.Text("default");
        var allowed = declaration.List("enum").Select(item => item.AsText()).OfType<string>().ToList();
        if (standard is not null && allowed.Count > 0 && !allowed.Contains(standard, StringComparer.Ordinal))
        {
            declaration.Warn($"The default '{standard}' is not among the allowed values; it is added to them.");
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
