using Versori.Connectors.Expressions;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>The connector's inputs: the variables of its servers, and other names in braces in its URLs.</summary>
internal sealed class InputCatalog
{
    // Each connection supplies the values, so no system has many.
    private const int Maximum = 200;

    private readonly OrderedDictionary<string, ConnectorInput> _inputs = new(StringComparer.Ordinal);

    public IReadOnlyList<ConnectorInput> Inputs => [.. _inputs.Values];

    /// <summary>Adds the variables of a URL as inputs.</summary>
    /// <param name="url">The URL, with variables in braces.</param>
    /// <param name="variables">The declared variables (OpenAPI 3.1 §4.8.6), if there are any.</param>
    /// <param name="node">The node that warnings refer to.</param>
    /// <returns>
    /// The URL, as an expression with the inputs as placeholders; <see langword="null"/> if it cannot be one, with a
    /// warning.
    /// </returns>
    public string? Declare(string url, Node? variables, Node? node)
    {
        var parsed = new VariableUrl(url, variables, node);
        if (parsed.Problem() is not { } problem)
        {
            return parsed.Write(
                variable => variable.Declared is { } declared ? Add(declared) : Require(variable, node));
        }

        // What the author wrote is substituted as it stands, also where an input is not possible.
        if (parsed.Literal is { } literal
            && UrlExpression.TryParse(literal, out var expression, out _) && expression.IsConstant)
        {
            node?.Warn($"The variables of '{url}' cannot be inputs. Their defaults are used. {problem}");
            return literal;
        }

        if (!parsed.IsExpression)
        {
            node?.Warn($"'{url}' cannot be used as a URL with inputs. {problem}");
            return null;
        }

        node?.Warn(
            $"The defaults of the variables of '{url}' cannot be used. Each connection supplies them. {problem}");
        return parsed.Write(variable => variable.Declared is { } declared
            ? Add(declared with { Default = null, AllowedValues = [], Required = true })
            : Require(variable, node));
    }

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

    private string Require(UrlVariable variable, Node? node)
    {
        if (_inputs.ContainsKey(variable.Name)) return variable.Name;
        node?.Warn($"'{{{variable.Raw}}}' in the URL is not declared. It becomes a required input.");
        return Add(new() { Name = variable.Name });
    }

    private bool IsTaken(string name, ConnectorInput input) =>
        _inputs.TryGetValue(name, out var other) && other != input with { Name = name };
}
