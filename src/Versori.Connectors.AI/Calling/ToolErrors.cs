using System.Globalization;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Schemas;
using Versori.Connectors.AI.Texts;

namespace Versori.Connectors.AI.Calling;

/// <summary>Failures as a model can understand and correct them.</summary>
internal static class ToolErrors
{
    private const int Problems = 20, Scopes = 20;

    /// <summary>A failure with a code and a message.</summary>
    public static ToolResult Of(string code, string message, Action<JsonObject>? more = null)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        more?.Invoke(error);
        return new(new() { ["error"] = error }, IsError: true);
    }

    /// <summary>Arguments that were refused before anything was sent.</summary>
    /// <param name="errors">The errors.</param>
    /// <param name="parameters">The arguments as the model knows them.</param>
    public static ToolResult Arguments(IReadOnlyList<ConnectorError> errors, EndpointParameters parameters) => Of(
        "invalid_arguments",
        "Nothing was sent. Correct the arguments and call again.",
        error => error["problems"] = new JsonArray(
        [
            .. errors.Take(Problems).Select(problem => (JsonNode?)new JsonObject
            {
                ["argument"] = problem.Location is { } place ? parameters.PlaceOf(place) : null,
                ["problem"] = problem.Message,
            }),
        ]));

    /// <summary>A call that could not be made.</summary>
    public static ToolResult Of(ConnectorError error) => Of(CodeOf(error.Code), error.Message, details =>
    {
        if (error.IsTransient) details["mayRetry"] = true;
        AddWait(details, error);
        if (error.Related.Count > 0) details["related"] = AgentJson.Texts(error.Related.Take(Scopes));
    });

    /// <summary>A response that states a failure.</summary>
    public static ToolResult Of(InvocationResult result)
    {
        var error = result.Error!;
        var failure = Of(
            result.MissingScopes.Count > 0 ? "missing_scopes" : CodeOf(error.Code),
            error.Message,
            details =>
            {
                if (error.IsTransient) details["mayRetry"] = true;
                AddWait(details, error);
                if (result.MissingScopes.Count > 0)
                    details["missingScopes"] = AgentJson.Texts(result.MissingScopes.Take(Scopes));
                AddReported(details, result.Problem);
            });
        failure.Content["status"] = result.StatusCode;
        return failure;
    }

    private static void AddReported(JsonObject details, EndpointProblem? problem)
    {
        if (problem?.Code is { } code) details["systemCode"] = ModelText.Short(code, 100);
        if (problem is not { Errors.Count: > 0 }) return;
        details["problems"] = new JsonArray(
        [
            .. problem.Errors.Take(Problems).Select(reported => (JsonNode?)new JsonObject
            {
                ["place"] = reported.Pointer,
                ["problem"] = reported.Message,
            }),
        ]);
    }

    private static void AddWait(JsonObject details, ConnectorError error)
    {
        if (error.RetryAfter is { } wait) details["retryAfterSeconds"] = Math.Ceiling(wait.TotalSeconds);
    }

    // "NeedsReauthorization" is "needs_reauthorization".
    private static string CodeOf(ConnectorErrorCode code) => string.Concat(code.ToString().Select((character, at) =>
        at > 0 && char.IsAsciiLetterUpper(character)
            ? $"_{char.ToLowerInvariant(character)}"
            : char.ToLowerInvariant(character).ToString(CultureInfo.InvariantCulture)));
}
