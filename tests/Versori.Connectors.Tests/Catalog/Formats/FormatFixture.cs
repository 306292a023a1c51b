using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>One file of each format folder: the objects in the file, created in code instead of read.</summary>
public sealed class FormatFixture
{
    private readonly List<(string Name, object Value)> _members = [];

    public FormatFixture(string name) => Name = name;

    public string Name { get; }

    /// <summary>The objects by the name of the member in the file.</summary>
    public IReadOnlyList<(string Name, object Value)> Members => _members;

    /// <summary>
    /// The file of an auth method: the method in a definition, a connection's snapshot and a pending sign-in.
    /// </summary>
    public static FormatFixture Of(string name, AuthMethod[] methods) => new FormatFixture(name)
        .With("definition", StoredSamples.Definition(methods))
        .With("connection", StoredSamples.Connection(methods))
        .With("pendingAuthorization", StoredSamples.PendingSignIn(methods));

    public FormatFixture With(string name, object value)
    {
        _members.Add((name, value));
        return this;
    }

    /// <summary>The objects as the current release writes them.</summary>
    public string Write()
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        var file = new JsonObject();
        foreach (var (name, value) in Members)
        {
            file[name] = JsonSerializer.SerializeToNode(value, value.GetType(), ConnectorJson.Options);
        }

        return file.ToJsonString(options) + "\n";
    }

    /// <summary>
    /// Reads one object of a file: a definition with the parser that hosts use, everything else with the reader that
    /// the stores use for older formats. Only the number of the format may differ between formats.
    /// </summary>
    public static object Read(JsonElement json, Type type) => type == typeof(ConnectorDefinition)
        ? ConnectorDefinition.Parse(json.GetRawText())
        : typeof(ConnectorJson).GetMethod(nameof(ConnectorJson.Deserialize))!.MakeGenericMethod(type)
            .Invoke(null, [json.GetRawText()])!;

    /// <summary>The object with the current format's number in it.</summary>
    public static object InCurrentFormat(object value) => value switch
    {
        ConnectorDefinition definition => Definition(definition),
        Connector connector => connector with
        {
            Definition = connector.Definition is { } published ? Definition(published) : null,
            Draft = connector.Draft is { } draft ? Definition(draft) : null,
        },
        Connection connection => connection with
        {
            Snapshot = connection.Snapshot with { FormatVersion = AuthSnapshot.CurrentFormatVersion },
        },
        IntegrationPlan plan => plan with
        {
            Connectors = [.. plan.Connectors.Select(item => item with { Definition = Definition(item.Definition) })],
        },
        _ => value,
    };

    private static ConnectorDefinition Definition(ConnectorDefinition definition) =>
        definition with { FormatVersion = ConnectorDefinition.CurrentFormatVersion };
}
