using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>An API key, sent in the places that the method configures.</summary>
internal sealed class ApiKeyAuthHandler() : AuthMethodHandler<ApiKeyAuth>(CredentialKind.ApiKey)
{
    protected override IReadOnlyList<CredentialField> Fields(ApiKeyAuth method, CredentialKind kind) => method.Fields;

    protected override IEnumerable<ExpressionUse> Expressions(ApiKeyAuth method) => method.Placements.Select(
        (placement, index) =>
            new ExpressionUse($"/placements/{index}/value", placement.Value) { AllowsRequestValues = true });

    protected override IEnumerable<(string Pointer, string Message)> Problems(ApiKeyAuth method)
    {
        if (method.Placements.Count == 0) yield return ("/placements", "An API key needs at least one placement.");
        else if (method.Fields.Count > 0 && method.Placements.All(placement => IsConstant(placement.Value)))
        {
            yield return (
                "/placements",
                $"No value uses the credential, so it would never be sent. Write {{{method.Fields[0].Name}}} where it "
                    + "belongs, after a scheme if there is one.");
        }

        foreach (var (index, placement) in method.Placements.Index())
        {
            foreach (var problem in PlacementProblems.Of($"/placements/{index}", placement)) yield return problem;
        }
    }

    private static bool IsConstant(string value) =>
        TextExpression.TryParse(value, out var expression, out _) && expression.Names.All(RequestValues.IsPrefixed);

    protected override IEnumerable<RequestAuthenticator> Prepare(ApiKeyAuth method, ExpressionValues values) =>
        PlacementAuthenticators.PrepareAll(method.Placements, values);
}
