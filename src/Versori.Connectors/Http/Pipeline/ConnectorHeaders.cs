using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Http;

/// <summary>The headers that a connector's definition puts on every request, filled once with a connection's inputs.</summary>
internal sealed class ConnectorHeaders
{
    private readonly (string Name, string Value, bool IsConstant)[] _headers;

    private ConnectorHeaders((string, string, bool)[] headers) => _headers = headers;

    /// <returns>Those that do not come out empty; <see langword="null"/> where there are none, so that requests have nothing to do with them.</returns>
    /// <exception cref="ConnectorException">An input's value cannot stand in a header; the location is its name.</exception>
    public static ConnectorHeaders? Of(ConnectorDefinition definition, AuthSnapshot snapshot)
    {
        if (definition.Headers.Count == 0) return null;
        var values = InputTemplateValues.Of(snapshot);
        var headers = definition.Headers.Select(header => Fill(header.Key, TextTemplate.Parse(header.Value), values)).Where(header => header.Value.Length > 0).ToArray();
        return headers.Length == 0 ? null : new(headers);
    }

    /// <summary>Adds those that the caller has not set.</summary>
    public void Apply(HttpRequestMessage request)
    {
        foreach (var (name, value, _) in _headers)
        {
            if (!request.Headers.Contains(name)) request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Takes back those that tell a connection's inputs, for when a request goes elsewhere.</summary>
    public void Remove(HttpRequestMessage request)
    {
        foreach (var (name, _, isConstant) in _headers)
        {
            if (!isConstant) request.Headers.Remove(name);
        }
    }

    private static (string Name, string Value, bool IsConstant) Fill(string name, TextTemplate template, TemplateValues values) =>
        (name, template.Fill(values, TemplatePosition.HeaderValue), template.IsConstant);
}
