using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Jwt;

/// <summary>JWTs that the client signs itself (RFC 7519).</summary>
internal sealed class SelfSignedJwtAuthHandler(TimeProvider time)
    : AuthMethodHandler<SelfSignedJwtAuth>(CredentialKind.Fields)
{
    private static readonly string[] Computed = ["jwt", "iat", "exp", SelfSignedJwt.PublicKeyHash];

    protected override IReadOnlyList<CredentialField> Fields(SelfSignedJwtAuth method, CredentialKind kind) =>
        method.Fields;

    protected override IEnumerable<string> PlaceholderNames(SelfSignedJwtAuth method) =>
        method.Fields.Select(field => field.Name).Concat(Computed);

    protected override IEnumerable<ExpressionUse> Expressions(SelfSignedJwtAuth method) =>
    [
        .. method.Key is { } key ? [new ExpressionUse("/key", key)] : Array.Empty<ExpressionUse>(),
        .. method.HeaderParameters.Select(
            (member, index) => new ExpressionUse($"/headerParameters/{index}/value", member.Value)),
        .. method.Claims.Select((member, index) => new ExpressionUse($"/claims/{index}/value", member.Value)),
        new("/placement/value", method.Placement.Value) { AllowsRequestValues = true },
    ];

    protected override IEnumerable<(string Pointer, string Message)> Problems(SelfSignedJwtAuth method)
    {
        foreach (var problem in FieldProblems.Of(method.Fields, Computed)) yield return problem;
        if (method.Key is null && FieldProblems.Missing(method.Fields, method.KeyField) is { } keyField)
        {
            yield return ("/keyField", keyField);
        }

        if (method.Key is { } key && Uses(key, Computed))
        {
            yield return ("/key", "The key can only use fields and inputs.");
        }

        if (method.PassphraseField is { } name && FieldProblems.Missing(method.Fields, name) is { } passphrase)
        {
            yield return ("/passphraseField", passphrase);
        }

        if (method.Lifetime <= TimeSpan.Zero) yield return ("/lifetime", "The lifetime of a token must be positive.");
        if (method.Backdate < TimeSpan.Zero)
        {
            yield return ("/backdate", "The time by which 'iat' is backdated cannot be negative.");
        }

        if (method.RefreshMargin < TimeSpan.Zero) yield return ("/refreshMargin", "The margin cannot be negative.");
        // RFC 7515 §4.1.1: 'alg' must state the algorithm that the token is actually signed with.
        foreach (var (index, _) in method.HeaderParameters.Index().Where(member => member.Item.Name == "alg"))
        {
            yield return (
                $"/headerParameters/{index}/name",
                "The header's 'alg' is set from the method's algorithm. Remove this member.");
        }

        foreach (var problem in PlacementProblems.Of("/placement", method.Placement)) yield return problem;
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(SelfSignedJwtAuth method, ExpressionValues values)
    {
        yield return PlacementAuthenticators.Prepare(method.Placement, values);
    }

    protected override ITokenSource TokenSource(SelfSignedJwtAuth method) => new SelfSignedJwtSource(method, time);

    private static bool Uses(string text, string[] names) =>
        TextExpression.TryParse(text, out var template, out _) && template.Names.Any(names.Contains);
}
