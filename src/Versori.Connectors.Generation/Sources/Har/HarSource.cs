using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Recorded requests (HAR).</summary>
internal sealed class HarSource : TranslatedSource
{
    public override string Name => "a recording of requests (HAR)";

    protected override bool Matches(JsonElement root, SourceDocument document) => HarReader.Matches(root);

    protected override Translation Translate(Node root, IReadOnlyList<Node> related) => HarReader.Read(root);
}
