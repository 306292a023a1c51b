using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// A connection parameter: a value that each connection supplies
/// (https://learn.microsoft.com/connectors/custom-connectors/connection-parameters).
/// </summary>
internal sealed class PowerParameter(string name, Node node)
{
    public string Name => name;

    public Node Node => node;

    /// <summary>The type, in lower case.</summary>
    public string Type { get; } = node.Text("type")?.Trim().ToLowerInvariant() ?? "string";

    /// <summary>Whether the value is a secret.</summary>
    public bool IsSecret => Type is "securestring" or "secureobject";

    private Node? Ui => node.Object("uiDefinition");

    /// <summary>Returns the parameter as a field of a credential.</summary>
    public CredentialField ToField() => new()
    {
        Name = name,
        Title = Ui?.Text("displayName"),
        Description = Ui?.Text("description"),
        IsVisible = !IsSecret,
    };

    /// <summary>Returns the parameter as an input.</summary>
    public ConnectorInput ToInput()
    {
        var constraints = Ui?.Object("constraints");
        var allowed = (constraints?.List("allowedValues") ?? [])
            .Select(value => value.IsObject ? value.Text("value") : value.AsText())
            .OfType<string>()
            .Where(value => value.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var standard = node.Find("defaultValue") is { IsObject: false } value
            && value.Value.ValueKind != System.Text.Json.JsonValueKind.Array ? value.AsText() : null;
        var isAllowed = standard is { Length: > 0 } && (allowed.Count == 0 || allowed.Contains(standard));
        return new()
        {
            Name = name,
            Title = Ui?.Text("displayName"),
            Description = Ui?.Text("description"),
            AllowedValues = allowed,
            Default = isAllowed ? standard : null,
        };
    }
}
