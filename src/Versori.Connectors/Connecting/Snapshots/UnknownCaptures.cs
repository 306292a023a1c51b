using Versori.Connectors.Expressions;

namespace Versori.Connectors.Connecting;

/// <summary>
/// The values that a connection captures and that are not known yet, because the requests that capture them are still
/// to be sent, or because they are optional. What needs them is left out of requests until then.
/// </summary>
internal static class UnknownCaptures
{
    /// <summary>Whether an expression lacks such a value.</summary>
    public static bool AreNeededBy(TextExpression expression, ExpressionValues values, AuthSnapshot snapshot) =>
        expression.FindMissingName(values) is { } missing
        && !snapshot.CapturedValues.ContainsKey(missing)
        && NamesOf(snapshot).Contains(missing, StringComparer.Ordinal);

    private static IEnumerable<string> NamesOf(AuthSnapshot snapshot) => snapshot.Methods.SelectMany(method =>
        method.CaptureRequests.SelectMany(request => request.ExtractedValues).Select(extracted => extracted.Name)
            .Concat(method is OAuth2Auth oauth2 ? oauth2.Captures.Select(capture => capture.Name) : []));
}
