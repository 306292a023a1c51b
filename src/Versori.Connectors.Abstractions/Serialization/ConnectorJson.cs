using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
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

    private const string OnlyWithReflection = "Runs only if the application has kept reflection.";

    /// <summary>
    /// The options for reading and writing connectors, definitions, templates, connections, snapshots, bindings and
    /// plans. Read-only. Property names are in camel case, and unknown properties are refused. Secrets are written as
    /// <c>[redacted]</c>.
    /// </summary>
    /// <remarks>
    /// Properties that a document leaves out have their documented default. In applications that are trimmed or
    /// compiled ahead of time, where contracts are generated at build time, this does not apply to settings whose
    /// default is <c>true</c>, such as <see cref="ConnectorInput.Required"/>: documents written by hand should contain
    /// them. Documents that this library writes always do.
    /// </remarks>
    public static JsonSerializerOptions Options { get; } = Create(isIndented: false);

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
        return document.Deserialize(contract);
    }

    internal static JsonSerializerOptions Indented { get; } = Create(isIndented: true);

    private static JsonSerializerOptions Create(bool isIndented)
    {
        var options = new JsonSerializerOptions(ConnectorJsonContext.Default.Options)
        {
            TypeInfoResolver = Resolver(),
            WriteIndented = isIndented,
            MaxDepth = MaximumDepth,
            Encoder = isIndented ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null,
        };
        options.MakeReadOnly();
        return options;
    }

    // For a missing member, generated contracts set the type's default value. Reflection keeps the initializer's value.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyWithReflection)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = OnlyWithReflection)]
    private static IJsonTypeInfoResolver Resolver() =>
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : ConnectorJsonContext.Default;
}
