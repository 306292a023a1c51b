using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Definitions of Power Platform connectors. <c>apiProperties.json</c> is a related document.
/// </summary>
internal sealed class PowerPlatformSource : TranslatedSource
{
    public override string Name => "a Power Platform connector's apiDefinition";

    protected override bool Matches(JsonElement root, SourceDocument document) =>
        PowerReader.Matches(root, document.Tree.Json.Span)
        || (root.TryGetProperty("swagger", out _)
            && document.HasRelated("\"policyTemplateInstances\"", "\"connectionParameters\""));

    protected override Translation Translate(Node root, IReadOnlyList<Node> related) =>
        PowerReader.Read(root, related.FirstOrDefault(other => PowerProperties.Matches(other.Value)));
}
