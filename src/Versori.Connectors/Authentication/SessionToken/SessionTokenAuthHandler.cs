using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>
/// Handles sessions that are obtained with the system's own requests: the fields, the expressions, and the placements.
/// </summary>
internal sealed class SessionTokenAuthHandler(SessionClient client)
    : AuthMethodHandler<SessionTokenAuth>(CredentialKind.Fields)
{
    protected override IReadOnlyList<CredentialField> Fields(SessionTokenAuth method, CredentialKind kind) =>
        method.Fields;

    protected override IEnumerable<string> PlaceholderNames(SessionTokenAuth method) =>
        method.Fields.Select(field => field.Name)
        .Concat(method.Assertions.Select(assertion => assertion.Name))
        .Concat(SessionRequests.ExtractedValues(method).Select(extracted => extracted.Name))
        .Distinct(StringComparer.Ordinal);

    public override IEnumerable<string> CapturedNames(AuthMethod method) =>
        SessionRequests.ExtractedValues((SessionTokenAuth)method)
            .Where(extracted => extracted.Captured)
            .Select(extracted => extracted.Name);

    protected override IEnumerable<ExpressionUse> Expressions(SessionTokenAuth method) =>
    [
        .. SessionAssertions.Expressions(method),
        .. SessionRequests.All(method).SelectMany(item => SessionRequests.Templates(item.Pointer, item.Request)),
        .. method.Placements.Select((placement, index) =>
            new ExpressionUse($"/placements/{index}/value", placement.Value) { AllowsRequestValues = true }),
    ];

    protected override IEnumerable<(string Pointer, string Message)> Problems(SessionTokenAuth method) =>
        SessionTokenProblems.Of(method);

    protected override IEnumerable<RequestAuthenticator> Prepare(SessionTokenAuth method, ExpressionValues values) =>
        PlacementAuthenticators.PrepareAll(method.Placements, values);

    public override ITokenSource TokenSource(AuthMethod method, AuthSnapshot snapshot) =>
        new SessionTokenSource((SessionTokenAuth)method, snapshot, client);
}
