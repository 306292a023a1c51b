using System.Text;
using Versori.Connectors.Expressions;
using Versori.Connectors.Generation.OpenApi.Export;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>A URL with variables in braces (OpenAPI 3.1 §4.8.5), as text and variables.</summary>
internal sealed class VariableUrl
{
    // Each part is a text or a variable.
    private readonly List<(string? Text, UrlVariable? Variable)> _parts = [];

    /// <summary>Reads a URL. A scheme that is a variable is replaced with its value, https if it is allowed.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="variables">The declared variables, if there are any.</param>
    /// <param name="node">The node that warnings refer to.</param>
    public VariableUrl(string url, Node? variables, Node? node)
    {
        var text = new StringBuilder();
        var last = url.LastIndexOf('}');
        for (var i = 0; i < url.Length; i++)
        {
            var end = url[i] == '{' && i < last ? url.IndexOf('}', i) : -1;
            if (end < 0)
            {
                text.Append(url[i]);
                continue;
            }

            var variable = Read(url[(i + 1)..end].Trim(), variables);
            i = end;
            if (variable is null) node?.Warn("Empty braces in a URL are removed.");
            else if (_parts.Count == 0 && text.Length == 0 && url.AsSpan(end + 1).StartsWith("://"))
                text.Append(Scheme(variable, node));
            else Add(text, variable);
        }

        if (text.Length > 0) _parts.Add((text.ToString(), null));
    }

    /// <summary>The URL with the author's values; <see langword="null"/> if a variable has none.</summary>
    public string? Literal => _parts.TrueForAll(part => part.Variable is not { Sample: null })
        ? Substituted(variable => variable.Sample!)
        : null;

    /// <summary>The URL with the author's values. Variables without a value stay in braces.</summary>
    public string Text => Substituted(variable => variable.Sample ?? $"{{{variable.Raw}}}");

    /// <summary>The URL with variables in braces, with the scheme.</summary>
    public string Template => Substituted(variable => $"{{{variable.Raw}}}");

    /// <summary>Whether the URL can be an expression, whatever the author's values are.</summary>
    public bool IsExpression => UrlExpression.TryParse(Write(variable => variable.Name), out _, out _);

    /// <summary>
    /// Returns why the URL cannot be an expression over inputs; <see langword="null"/> if it can, and the author's
    /// values give the URL that the document describes.
    /// </summary>
    public string? Problem()
    {
        var written = Write(variable => variable.Name);
        if (!UrlExpression.TryParse(written, out var expression, out var error)) return error.Message;
        if (Literal is not { } literal) return null;
        var values = new ExpressionValues();
        foreach (var (_, variable) in _parts)
        {
            if (variable is not null) values.Set(variable.Name, variable.Sample, isListed: true);
        }

        try
        {
            var actual = expression.Evaluate(values);
            return Uri.TryCreate(literal, UriKind.Absolute, out var expected) && IsSame(actual, expected)
                ? null
                : "The defaults of its variables do not form this URL.";
        }
        catch (ConnectorException exception)
        {
            return exception.Error.Message;
        }
    }

    /// <summary>Returns the expression. Each variable becomes a placeholder of the given name.</summary>
    public string Write(Func<UrlVariable, string> nameOf)
    {
        var written = new StringBuilder();
        foreach (var (text, variable) in _parts)
        {
            if (variable is null)
            {
                written.Append(text);
                continue;
            }

            if (variable.BringsSlash && written.Length > 0) written.Append('/');
            written.Append('{').Append(nameOf(variable)).Append('}');
        }

        return written.ToString();
    }

    private void Add(StringBuilder text, UrlVariable variable)
    {
        if (text.Length > 0) _parts.Add((text.ToString(), null));
        text.Clear();
        _parts.Add((null, variable));
    }

    // An empty value between two slashes leaves one of them.
    private string Substituted(Func<UrlVariable, string> valueOf)
    {
        var result = new StringBuilder();
        for (var i = 0; i < _parts.Count; i++)
        {
            var value = _parts[i].Text ?? valueOf(_parts[i].Variable!);
            var followsEmpty = i > 1 && _parts[i - 1].Variable is { } before && valueOf(before).Length == 0;
            var isDouble = followsEmpty && value.StartsWith('/') && result.Length > 0 && result[^1] == '/';
            result.Append(isDouble ? value[1..] : value);
        }

        return result.ToString();
    }

    private static bool IsSame(Uri actual, Uri expected) => string.Equals(
        actual.AbsoluteUri.TrimEnd('/'), expected.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);

    private static string Scheme(UrlVariable variable, Node? node)
    {
        if (variable.Declared is not { } declared)
        {
            node?.Warn($"'{{{variable.Raw}}}' in the URL is not declared. https is used.");
            return Uri.UriSchemeHttps;
        }

        return declared.AllowedValues.Contains(Uri.UriSchemeHttps, StringComparer.OrdinalIgnoreCase)
            ? Uri.UriSchemeHttps
            : variable.Sample ?? Uri.UriSchemeHttps;
    }

    private static UrlVariable? Read(string raw, Node? variables)
    {
        var name = string.Concat(raw.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '_'));
        if (name.Length == 0) return null;
        return new(raw, name, variables?.Object(raw) is { } declaration ? ReadInput(name, declaration) : null);
    }

    private static ConnectorInput ReadInput(string name, Node declaration)
    {
        // An export writes a default for each variable, because OpenAPI requires it (3.1 §4.8.6).
        var standard = declaration.IsTrue(ExtensionNames.Placeholder) ? null : declaration.Text("default");
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
}
