using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Google API Discovery documents.</summary>
internal sealed class DiscoverySource : TranslatedSource
{
    public override string Name => "a Google API Discovery document";

    protected override bool Matches(JsonElement root, SourceDocument document) => DiscoveryReader.Matches(root);

    protected override Translation Translate(Node root, IReadOnlyList<Node> related) => DiscoveryReader.Read(root);
}
