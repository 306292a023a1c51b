using System.Text;
using System.Text.Json;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>Writes base URLs as servers (OpenAPI 3.1 §4.8.5), with inputs as variables.</summary>
internal sealed class ServerWriter(Utf8JsonWriter writer, IReadOnlyList<ConnectorInput> inputs)
{
    public void Write(string baseUrl)
    {
        writer.WriteStartArray("servers");
        writer.WriteStartObject();
        if (UrlExpression.TryParse(baseUrl, out var expression, out _)) Write(expression);
        else writer.WriteString("url", baseUrl);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private void Write(UrlExpression expression)
    {
        var url = new StringBuilder();
        var variables = new OrderedDictionary<string, ValuePosition>(StringComparer.Ordinal);
        foreach (var (part, position) in expression.Parts.Zip(expression.Positions))
        {
            if (part.Placeholder is not { } placeholder)
            {
                url.Append(part.Literal);
                continue;
            }

            // A function of several inputs is one variable. A client replaces the whole URL by that of the connection.
            var name = placeholder.Names.FirstOrDefault() ?? "value";
            url.Append('{').Append(name).Append('}');
            variables.TryAdd(name, position);
        }

        writer.WriteString("url", url.ToString());
        if (variables.Count == 0) return;
        writer.WriteStartObject("variables");
        foreach (var (name, position) in variables) WriteVariable(name, position);
        writer.WriteEndObject();
    }

    // §4.8.6: a variable needs a default, which is one of the allowed values.
    private void WriteVariable(string name, ValuePosition position)
    {
        var input = inputs.FirstOrDefault(input => input.Name == name);
        var allowed = input?.AllowedValues ?? [];
        writer.WriteStartObject(name);
        if (allowed.Count > 0)
        {
            writer.WriteStartArray("enum");
            foreach (var value in allowed) writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        var isAllowed = input?.Default is { } standard
            && (allowed.Count == 0 || allowed.Contains(standard, StringComparer.Ordinal));
        var sample = allowed.Count > 0 ? allowed[0] : Sample(name, position);
        writer.WriteString("default", isAllowed ? input!.Default : sample);
        if (input?.Description is { } description) writer.WriteString("description", description);
        if (!isAllowed) writer.WriteBoolean(ExtensionNames.Placeholder, true);
        writer.WriteEndObject();
    }

    private static string Sample(string name, ValuePosition position) => position switch
    {
        ValuePosition.UrlStart => "https://api.example.com",
        ValuePosition.Host => "api.example.com",
        ValuePosition.Port => "443",
        _ => Slug.Of(name) is { Length: > 0 } slug ? slug : "value",
    };
}
