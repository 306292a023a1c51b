using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication;

/// <summary>The headers and query parameters that a method adds to every request, besides its credential.</summary>
internal static class RequestExtras
{
    public static IEnumerable<ExpressionUse> Expressions(AuthMethod method) =>
    [
        .. method.Headers.Select(header => TemplateOf("/headers", header)),
        .. method.Query.Select(parameter => TemplateOf("/query", parameter)),
    ];

    public static IEnumerable<(string Pointer, string Message)> Problems(AuthMethod method)
    {
        foreach (var placement in Placements(method))
        {
            var section = placement.In == CredentialLocation.Header ? "/headers" : "/query";
            var pointer = JsonPointer.Append(section, placement.Name);
            if (PlacementAuthenticators.NameProblem(placement) is { } problem) yield return (pointer, problem);
        }
    }

    /// <summary>
    /// Creates the authenticators. Values are filled once, or for each request if they differ for each request.
    /// Placements with an empty constant value are omitted, and those that need a value that is still to be captured.
    /// </summary>
    public static IEnumerable<RequestAuthenticator> Prepare(
        AuthMethod method, ExpressionValues values, AuthSnapshot snapshot) => PlacementAuthenticators.PrepareAll(
            Placements(method).Where(placement => HasValue(placement, values, snapshot)), values);

    private static ExpressionUse TemplateOf(string section, KeyValuePair<string, string> member) =>
        new(JsonPointer.Append(section, member.Key), member.Value) { AllowsRequestValues = true };

    private static bool HasValue(CredentialPlacement placement, ExpressionValues values, AuthSnapshot snapshot)
    {
        var value = TextExpression.Parse(placement.Value);
        if (UnknownCaptures.AreNeededBy(value, values, snapshot)) return false;
        return value.IsPerRequest || value.Evaluate(values, ValuePosition.Raw).Length > 0;
    }

    private static IEnumerable<CredentialPlacement> Placements(AuthMethod method) =>
        method.Headers.Select(header => new CredentialPlacement { Name = header.Key, Value = header.Value })
            .Concat(method.Query.Select(parameter => new CredentialPlacement
            {
                In = CredentialLocation.Query,
                Name = parameter.Key,
                Value = parameter.Value,
            }));
}
