using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Catalog;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The differences between two definitions of a connector by their meaning, not by their text: what was added, removed
/// and changed, whether existing code and connections go on, and which templates are concerned.
/// </summary>
/// <remarks>
/// It is data: <see cref="ConnectorJson.Options"/> and <see cref="ToJson"/> write it. A comparison visits at most 5,000
/// places and lists at most 50 differences of the schemas of one endpoint; a change states where it ended.
/// </remarks>
public sealed record DefinitionDiff
{
    /// <summary>The connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The earlier version, if it was published.</summary>
    public int? FromVersion { get; init; }

    /// <summary>The later version, if it was published.</summary>
    public int? ToVersion { get; init; }

    /// <summary>The changes: of the connector, inputs, auth methods, endpoints, webhooks, schemas.</summary>
    public IReadOnlyList<DefinitionChange> Changes
    {
        get;
        init => field = ValueList<DefinitionChange>.Of(value);
    } = ValueList<DefinitionChange>.Empty;

    /// <summary>The templates that are concerned, in the order in which they were given (<see cref="For"/>).</summary>
    public IReadOnlyList<TemplateImpact> Templates
    {
        get;
        init => field = ValueList<TemplateImpact>.Of(value);
    } = ValueList<TemplateImpact>.Empty;

    /// <summary>Whether there is no difference.</summary>
    [JsonIgnore]
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>The greatest impact of a change.</summary>
    [JsonIgnore]
    public ChangeImpact Impact => DiffTemplates.Greatest(Changes);

    /// <summary>Whether a change is breaking.</summary>
    [JsonIgnore]
    public bool IsBreaking => Impact == ChangeImpact.Breaking;

    /// <summary>Compares two definitions.</summary>
    /// <param name="before">The earlier definition.</param>
    /// <param name="after">The later definition.</param>
    public static DefinitionDiff Between(ConnectorDefinition before, ConnectorDefinition after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new() { ConnectorId = after.Id, Changes = new DefinitionComparison(before, after).Run() };
    }

    /// <summary>Returns the diff with the templates of the connector that its changes concern.</summary>
    /// <param name="templates">The templates. Those of other connectors are ignored.</param>
    public DefinitionDiff For(IEnumerable<ConnectionTemplate> templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        return this with { Templates = DiffTemplates.Of(this, templates) };
    }

    /// <summary>
    /// Returns the diff as text for people, the breaking changes first, with the templates that are concerned.
    /// </summary>
    public string ToText() => DiffText.Of(this);

    /// <summary>Returns the diff as indented JSON.</summary>
    public string ToJson()
    {
        var options = new JsonSerializerOptions(ConnectorJson.Options) { WriteIndented = true, NewLine = "\n" };
        return JsonSerializer.Serialize(this,
            (JsonTypeInfo<DefinitionDiff>)options.GetTypeInfo(typeof(DefinitionDiff)));
    }
}
