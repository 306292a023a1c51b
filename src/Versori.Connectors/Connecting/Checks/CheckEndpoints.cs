using Versori.Connectors.Expressions;

namespace Versori.Connectors.Connecting;

/// <summary>Chooses the endpoint that credentials are tried with.</summary>
internal static class CheckEndpoints
{
    // What answers "who am I" says most about a credential and costs the system least.
    private static readonly string[] Telling = ["me", "whoami", "self", "user", "account", "profile", "viewer"];

    /// <summary>The one that the definition names, else the best safe one: a GET that needs no arguments.</summary>
    public static Endpoint? Choose(ConnectorDefinition definition) => definition.CheckEndpoint is { } named
        ? definition.Endpoints.FirstOrDefault(endpoint => endpoint.Id == named)
        : Safe(definition).FirstOrDefault();

    /// <summary>The one that answers "who am I", if there is one; credentials can be tried with it whatever else is used.</summary>
    public static Endpoint? Telltale(ConnectorDefinition definition) =>
        Safe(definition).FirstOrDefault() is { } best && Rank(best.Path) < Telling.Length ? best : null;

    /// <summary>The path to call, with its parameters filled from the connection's inputs and captured values of the same names.</summary>
    public static string PathOf(Endpoint endpoint, AuthSnapshot snapshot) => endpoint.Path.Contains('{', StringComparison.Ordinal)
        ? TextTemplate.Parse(endpoint.Path).Fill(InputTemplateValues.Of(snapshot), TemplatePosition.PathSegment)
        : endpoint.Path;

    private static IEnumerable<Endpoint> Safe(ConnectorDefinition definition) => definition.Endpoints
        .Where(IsSafe)
        .OrderBy(endpoint => Rank(endpoint.Path))
        .ThenBy(endpoint => endpoint.Path.Count(c => c == '/'))
        .ThenBy(endpoint => endpoint.Id, StringComparer.Ordinal);

    // RFC 9110 §9.2.1: GET is safe. One that needs no authentication would accept any credential.
    private static bool IsSafe(Endpoint endpoint) =>
        string.Equals(endpoint.Method, "GET", StringComparison.OrdinalIgnoreCase)
        && endpoint.BaseUrl is null
        && !endpoint.Deprecated
        && !endpoint.Path.Contains('{', StringComparison.Ordinal)
        && endpoint.Parameters.All(parameter => !parameter.Required)
        && endpoint.RequestBody?.Required != true
        && (endpoint.AuthAlternatives is not { } alternatives || (alternatives.Count > 0 && alternatives.All(alternative => alternative.Methods.Count > 0)));

    private static int Rank(string path)
    {
        var last = path.TrimEnd('/').Split('/')[^1];
        var index = Array.FindIndex(Telling, word => string.Equals(word, last, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? Telling.Length : index;
    }
}
