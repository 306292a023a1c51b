using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Postman collections. An environment is a related document.</summary>
internal sealed class PostmanSource : TranslatedSource
{
    public override string Name => "a Postman collection";

    protected override bool Matches(JsonElement root, SourceDocument document) => PostmanReader.Matches(root);

    protected override Translation Translate(Node root, IReadOnlyList<Node> related) =>
        PostmanReader.Read(root, [.. related.Where(other => PostmanReader.IsEnvironment(other.Value))]);
}
