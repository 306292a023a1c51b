using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Http;

/// <summary>
/// The headers that a connector's definition adds to every request, evaluated once with the inputs of a connection.
/// </summary>
internal sealed class ConnectorHeaders
{
    private readonly (string Name, string Value, bool IsConstant)[] _headers;

    private ConnectorHeaders((string, string, bool)[] headers) => _headers = headers;

    /// <returns>The headers that are not empty, or <see langword="null"/> if there are none.</returns>
    /// <exception cref="ConnectorException">
    /// The value of an input is not allowed in a header. The location is the input's name.
    /// </exception>
    public static ConnectorHeaders? Evaluate(ConnectorDefinition definition, AuthSnapshot snapshot)
    {
        if (definition.Headers.Count == 0) return null;
        var values = InputExpressionValues.Of(snapshot);
        var headers = definition.Headers
            .Where(header => !UnknownCaptures.AreNeededBy(TextExpression.Parse(header.Value), values, snapshot))
            .Select(header => Fill(header.Key, TextExpression.Parse(header.Value), values))
            .Where(header => header.Value.Length > 0)
            .ToArray();
        return headers.Length == 0 ? null : new(headers);
    }

    /// <summary>
    /// As <see cref="Evaluate"/>, for a connection that exists: a header that needs a value that the connection does
    /// not have is left out, so that a later definition does not end the connection.
    /// </summary>
    public static ConnectorHeaders? Follow(ConnectorDefinition definition, AuthSnapshot snapshot)
    {
        if (definition.Headers.Count == 0) return null;
        var values = InputExpressionValues.Of(snapshot, definition);
        var headers = new List<(string Name, string Value, bool IsConstant)>();
        foreach (var (name, value) in definition.Headers)
        {
            try
            {
                var header = Fill(name, TextExpression.Parse(value), values);
                if (header.Value.Length > 0) headers.Add(header);
            }
            catch (ConnectorException)
            {
                // The connection lacks an input of the expression, or its value is not allowed in a header.
            }
        }

        return headers.Count == 0 ? null : new([.. headers]);
    }

    /// <summary>Adds the headers that the caller has not set.</summary>
    public void Apply(HttpRequestMessage request)
    {
        foreach (var (name, value, _) in _headers)
        {
            if (!request.Headers.Contains(name)) request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>
    /// Removes the headers that contain inputs of the connection, before a request is sent to another origin.
    /// </summary>
    public void Remove(HttpRequestMessage request)
    {
        foreach (var (name, _, isConstant) in _headers)
        {
            if (!isConstant) request.Headers.Remove(name);
        }
    }

    private static (string Name, string Value, bool IsConstant) Fill(
        string name, TextExpression expression, ExpressionValues values) =>
        (name, expression.Evaluate(values, ValuePosition.HeaderValue), expression.IsConstant);
}
