using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Checks that the OpenAPI version of a document is supported.</summary>
internal static class DocumentVersion
{
    public static void Check(Node root)
    {
        if (root.Text("openapi")?.Trim() is { } version)
        {
            var isSupported = version is "3"
                || version.StartsWith("3.0", StringComparison.Ordinal)
                || version.StartsWith("3.1", StringComparison.Ordinal)
                || version.StartsWith("3.2", StringComparison.Ordinal);
            if (isSupported) return;
            if (!version.StartsWith("3.", StringComparison.Ordinal)) throw Unsupported("/openapi", version);
            root.Find("openapi")!.Warn(
                $"OpenAPI {version} is read as 3.2. New features of this version are ignored.",
                ConnectorErrorCode.NotSupported);
        }
        else if (root.Text("swagger")?.Trim() is { } swagger)
        {
            var isSupported = swagger is "2" || swagger.StartsWith("2.", StringComparison.Ordinal);
            if (!isSupported) throw Unsupported("/swagger", swagger);
        }
        else
        {
            throw DocumentErrors.Invalid(
                "",
                "This is not an OpenAPI document: it has neither a field 'openapi' nor 'swagger' with a version.",
                1);
        }
    }

    private static ConnectorException Unsupported(string pointer, string version) =>
        DocumentErrors.Invalid(pointer, $"OpenAPI {version} cannot be read. Supported versions are 2.0, 3.0, 3.1 and 3.2.");
}
