using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>A request to an authorization server that is being built: each step adds to it.</summary>
internal sealed class TokenRequestDraft(OAuth2Auth method, ExpressionValues values, OAuth2Client client, Uri url)
{
    private static readonly HashSet<string> SecretParameters = new(StringComparer.Ordinal)
    {
        "code", "code_verifier", "refresh_token", "client_secret", "client_assertion", "assertion", "password",
        "device_code", "subject_token", "actor_token", "token",
    };

    public OAuth2Auth Method => method;

    public ExpressionValues Values => values;

    public OAuth2Client Client => client;

    public Uri Url => url;

    /// <summary>The parameters, in the order in which they are sent. Names are unique.</summary>
    public OrderedDictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The secrets of the request: the credential's fields, the grant, and what authenticates the client.
    /// </summary>
    public IEnumerable<string> SecretTexts => values.SecretTexts
        .Concat(Parameters
            .Where(parameter => SecretParameters.Contains(parameter.Key)
                || parameter.Key == method.TokenRequestCodeParameter)
            .Select(parameter => parameter.Value))
        .Concat(Headers.TryGetValue("Authorization", out var header) ? [header, header.Split(' ')[^1]] : []);

    /// <summary>Returns the value of a field or input, if there is one.</summary>
    public string? Value(string name) => values.TryGet(name, out var value) ? value.Text : null;

    public string Fill(string expression, ValuePosition position = ValuePosition.Raw) =>
        TextExpression.Parse(expression).Evaluate(values, position);

    private void SetHeader(string name, string expression)
    {
        var text = Fill(expression, ValuePosition.HeaderValue);
        if (text.Length > 0) Headers[name] = text;
        else Headers.Remove(name);
    }

    /// <summary>Adds the definition's own parameters. A parameter with an empty value is left out.</summary>
    public void AddParameters(IEnumerable<KeyValuePair<string, string>> expressions) =>
        AddParameters(expressions, values);

    /// <summary>Adds the definition's own parameters, with values that other expressions do not have.</summary>
    public void AddParameters(IEnumerable<KeyValuePair<string, string>> expressions, ExpressionValues available)
    {
        foreach (var (name, expression) in expressions)
        {
            var text = TextExpression.Parse(expression).Evaluate(available, ValuePosition.Raw);
            if (text.Length > 0) Parameters[name] = text;
            else Parameters.Remove(name);
        }
    }

    /// <summary>
    /// Adds the definition's own headers. A header with an empty value is left out, even if another step added it.
    /// </summary>
    public void AddHeaders(IEnumerable<KeyValuePair<string, string>> expressions)
    {
        foreach (var (name, expression) in expressions) SetHeader(name, expression);
    }

    /// <summary>Adds the scope parameter (RFC 6749 §3.3).</summary>
    public void AddScopes(IReadOnlyList<string> scopes)
    {
        if (scopes.Count > 0) Parameters["scope"] = string.Join(method.ScopeSeparator, scopes);
    }
}
