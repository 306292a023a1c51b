using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>A request to an authorization server while it is put together: one step after another adds to it.</summary>
internal sealed class TokenRequestDraft(OAuth2Auth method, TemplateValues values, OAuth2Client client, Uri url)
{
    public OAuth2Auth Method => method;

    public TemplateValues Values => values;

    public OAuth2Client Client => client;

    public Uri Url => url;

    /// <summary>In the order in which they are sent; names are unique.</summary>
    public OrderedDictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of a field or input, if it was given.</summary>
    public string? Value(string name) => values.TryGet(name, out var value) ? value.Text : null;

    public string Fill(string template, TemplatePosition position = TemplatePosition.Raw) => TextTemplate.Parse(template).Fill(values, position);

    /// <summary>Adds parameters that the definition has on top of the usual ones. One that comes out empty is left out.</summary>
    public void AddTemplates(IEnumerable<KeyValuePair<string, string>> templates) => AddTemplates(templates, values);

    /// <summary>Adds parameters that know more than others do.</summary>
    public void AddTemplates(IEnumerable<KeyValuePair<string, string>> templates, TemplateValues known)
    {
        foreach (var (name, template) in templates)
        {
            if (TextTemplate.Parse(template).Fill(known, TemplatePosition.Raw) is { Length: > 0 } text) Parameters[name] = text;
            else Parameters.Remove(name);
        }
    }

    /// <summary>RFC 6749 §3.3.</summary>
    public void AddScopes(IReadOnlyList<string> scopes)
    {
        if (scopes.Count > 0) Parameters["scope"] = string.Join(method.ScopeSeparator, scopes);
    }
}
