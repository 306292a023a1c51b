using Versori.Connectors.Expressions;

namespace Versori.Connectors.Connecting;

/// <summary>Selects the endpoint that credentials are tried with.</summary>
internal static class CheckEndpoints
{
    // An endpoint that returns the caller's identity shows best whether a credential works, and costs little.
    private static readonly string[] IdentityNames = ["me", "whoami", "self", "user", "account", "profile", "viewer"];

    /// <summary>
    /// The endpoint that the definition names, or the best safe one: a GET that needs no arguments.
    /// </summary>
    public static ConnectorEndpoint? Select(ConnectorDefinition definition) => definition.CheckEndpoint is { } named
        ? definition.Endpoints.FirstOrDefault(endpoint => endpoint.Id == named)
        : Safe(definition).FirstOrDefault();

    /// <summary>
    /// The endpoint that returns the caller's identity, if there is one. Credentials can be tried with it whichever
    /// other endpoints are used.
    /// </summary>
    public static ConnectorEndpoint? FindIdentityEndpoint(ConnectorDefinition definition) =>
        Safe(definition).FirstOrDefault() is { } best && Rank(best.Path) < IdentityNames.Length ? best : null;

    /// <summary>
    /// The path to call. Its parameters get the values of the connection's inputs and captured values of the same
    /// names.
    /// </summary>
    public static string PathOf(ConnectorEndpoint endpoint, AuthSnapshot snapshot) =>
        endpoint.Path.Contains('{', StringComparison.Ordinal)
            ? TextExpression.Parse(endpoint.Path)
                .Evaluate(InputExpressionValues.Of(snapshot), ValuePosition.PathSegment)
            : endpoint.Path;

    private static IEnumerable<ConnectorEndpoint> Safe(ConnectorDefinition definition) => definition.Endpoints
        .Where(IsSafe)
        .OrderBy(endpoint => Rank(endpoint.Path))
        .ThenBy(endpoint => endpoint.Path.Count(c => c == '/'))
        .ThenBy(endpoint => endpoint.Id, StringComparer.Ordinal);

    // RFC 9110 §9.2.1: GET is safe. An endpoint without authentication would accept any credential.
    private static bool IsSafe(ConnectorEndpoint endpoint) =>
        string.Equals(endpoint.Method, "GET", StringComparison.OrdinalIgnoreCase)
        && endpoint.BaseUrl is null
        && !endpoint.Deprecated
        && NeedsNoArguments(endpoint)
        && NeedsAuthentication(endpoint);

    private static bool NeedsNoArguments(ConnectorEndpoint endpoint) =>
        !endpoint.Path.Contains('{', StringComparison.Ordinal)
        && endpoint.Parameters.All(parameter => !parameter.Required)
        && endpoint.RequestBody?.Required != true;

    private static bool NeedsAuthentication(ConnectorEndpoint endpoint)
    {
        if (endpoint.AuthAlternatives is not { } alternatives) return true;
        return alternatives.Count > 0 && alternatives.All(alternative => alternative.Methods.Count > 0);
    }

    private static int Rank(string path)
    {
        var last = path.TrimEnd('/').Split('/')[^1];
        var index = Array.FindIndex(
            IdentityNames, name => string.Equals(name, last, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? IdentityNames.Length : index;
    }
}
