using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication;

internal sealed class ApiKeyAuthHandler() : AuthMethodHandler<ApiKeyAuth>(CredentialKind.ApiKey)
{
    protected override IReadOnlyList<CredentialField> Fields(ApiKeyAuth method, CredentialKind kind) => method.Fields;

    protected override IEnumerable<TemplateUse> Templates(ApiKeyAuth method) =>
        method.Placements.Select((placement, index) => new TemplateUse($"/placements/{index}/value", placement.Value))
            .Concat(method.Headers.Select(header => new TemplateUse(JsonPointer.Append("/headers", header.Key), header.Value)));

    protected override IEnumerable<(string Pointer, string Message)> Problems(ApiKeyAuth method)
    {
        if (method.Placements.Count == 0) yield return ("/placements", "An API key needs at least one place to go.");
        foreach (var (index, placement) in method.Placements.Index())
        {
            foreach (var problem in PlacementProblems.Of($"/placements/{index}", placement)) yield return problem;
        }

        foreach (var name in method.Headers.Keys.Where(name => !HttpTokens.IsToken(name)))
        {
            yield return (JsonPointer.Append("/headers", name), $"'{name}' cannot be the name of a header.");
        }
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(ApiKeyAuth method, TemplateValues values) =>
        method.Headers.Select(header => new CredentialPlacement { Name = header.Key, Value = header.Value })
            .Concat(method.Placements)
            .Select(placement => PlacementAuthenticators.Prepare(placement, values));
}
