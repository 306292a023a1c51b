using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>The JSON serialization of the domain's records, for stores, files and APIs.</summary>
public static class ConnectorJson
{
    /// <summary>
    /// The maximum nesting depth. Imported documents nest at most 200 levels deep, and a definition and a plan add a
    /// few.
    /// </summary>
    internal const int MaximumDepth = 256;

    /// <summary>
    /// The options for reading and writing connectors, definitions, templates, connections, snapshots, bindings and
    /// plans. Read-only. Property names are in camel case, and unknown properties are refused. Secrets are written as
    /// <c>[redacted]</c>.
    /// </summary>
    /// <remarks>
    /// Properties that a document leaves out have their documented default. The contracts are generated at build time,
    /// so that trimmed and ahead-of-time compiled applications read every document as others do.
    /// </remarks>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Reads a document that this release or an older one wrote.</summary>
    /// <typeparam name="T">
    /// The document: one of the records that <see cref="Options"/> writes, such as <see cref="Connection"/>. For
    /// definitions, <see cref="ConnectorDefinition.Parse"/> reports the location of errors as well.
    /// </typeparam>
    /// <param name="json">The JSON text.</param>
    /// <returns>The record; <see langword="null"/> if the document is <c>null</c>.</returns>
    /// <exception cref="JsonException">The text is not JSON, or is not a document of this type.</exception>
    public static T? Deserialize<T>(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var document = JsonNode.Parse(json, documentOptions: new()
        {
            AllowDuplicateProperties = false,
            MaxDepth = MaximumDepth,
        });
        var contract = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
        FormatUpgrade.Apply(document, contract);
        try
        {
            return document.Deserialize(contract);
        }
        catch (ArgumentException exception)
        {
            throw new JsonException(exception.Message, exception); // An id without one of its parts.
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(ConnectorJsonContext.Default.Options)
        {
            TypeInfoResolver = ConnectorJsonContext.Resolver,
            MaxDepth = MaximumDepth,
        };
        options.MakeReadOnly();
        return options;
    }
}
