using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>How the domain's records are written as JSON: for stores, files and APIs.</summary>
public static class ConnectorJson
{
    /// <summary>
    /// The options to read and write connectors, definitions, templates, connections, snapshots, bindings and plans with.
    /// Read-only. They name properties in camel case and refuse unknown ones. Secrets are written as <c>[redacted]</c>.
    /// </summary>
    /// <remarks>
    /// What a document leaves out has its documented default. In applications that are trimmed or compiled ahead of time,
    /// where contracts are generated at build time, this does not hold for settings whose default is <c>true</c>, such as
    /// <see cref="ConnectorInput.Required"/>: documents written by hand should name them. What this library writes always does.
    /// </remarks>
    public static JsonSerializerOptions Options { get; } = Create(isIndented: false);

    internal static JsonSerializerOptions Indented { get; } = Create(isIndented: true);

    private static JsonSerializerOptions Create(bool isIndented)
    {
        var options = new JsonSerializerOptions(ConnectorJsonContext.Default.Options)
        {
            TypeInfoResolver = Resolver(),
            WriteIndented = isIndented,
            Encoder = isIndented ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null,
        };
        options.MakeReadOnly();
        return options;
    }

    // Generated contracts pass the type's zero for a member that is missing, where reflection leaves the initialiser's value.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Reached only where the application has kept reflection.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Reached only where the application has kept reflection.")]
    private static IJsonTypeInfoResolver Resolver() =>
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : ConnectorJsonContext.Default;
}
