using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Checks that a document is of a version that can be read.</summary>
internal static class DocumentVersion
{
    public static void Check(Node root)
    {
        if (root.Text("openapi")?.Trim() is { } version)
        {
            if (version is "3" || version.StartsWith("3.0", StringComparison.Ordinal) || version.StartsWith("3.1", StringComparison.Ordinal)) return;
            if (!version.StartsWith("3.", StringComparison.Ordinal)) throw Unsupported("/openapi", version);
            root.Find("openapi")!.Warn($"OpenAPI {version} is read as 3.1; what is new in it is not understood.", ConnectorErrorCode.NotSupported);
        }
        else if (root.Text("swagger")?.Trim() is { } swagger)
        {
            if (swagger is not "2" && !swagger.StartsWith("2.", StringComparison.Ordinal)) throw Unsupported("/swagger", swagger);
        }
        else
        {
            throw DocumentErrors.Invalid("", "This is not an OpenAPI document: it has neither a field 'openapi' nor 'swagger' that names a version.", 1);
        }
    }

    private static ConnectorException Unsupported(string pointer, string version) =>
        DocumentErrors.Invalid(pointer, $"OpenAPI {version} cannot be read; 2.0, 3.0 and 3.1 can.");
}
