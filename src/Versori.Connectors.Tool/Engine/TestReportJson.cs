using System.Text.Json.Nodes;
using Versori.Connectors.Tool.Output;

namespace Versori.Connectors.Tool.Engine;

/// <summary>A report of tests as JSON. Requests in it are redacted.</summary>
internal static class TestReportJson
{
    public static JsonObject Of(EndpointTestReport report) => new()
    {
        ["connector"] = report.ConnectorId.Value,
        ["testedAt"] = report.TestedAt.ToString("O"),
        ["results"] = new JsonArray([.. report.Results.Select(result => (JsonNode)Of(result))]),
    };

    private static JsonObject Of(EndpointTestResult result)
    {
        var json = new JsonObject
        {
            ["endpoint"] = result.EndpointId,
            ["method"] = result.Method,
            ["path"] = result.Path,
            ["outcome"] = ErrorJson.Word(result.Outcome),
            ["milliseconds"] = Math.Round(result.Duration.TotalMilliseconds),
        };
        if (result.StatusCode is { } status) json["status"] = status;
        if (result.Message is { } message) json["message"] = message;
        if (result.SkipReason is { } reason) json["skipReason"] = ErrorJson.Word(reason);
        if (result.Error is { } error) json["error"] = ErrorJson.Of(error);
        if (result.MissingScopes.Count > 0) json["missingScopes"] = ErrorJson.Texts(result.MissingScopes);
        if (result.Verified.Count > 0)
            json["verified"] = ErrorJson.Texts(result.Verified.Select(fact => ErrorJson.Word(fact)));
        if (result.Drift.Count > 0)
        {
            json["drift"] = new JsonArray([.. result.Drift.Select(drift => (JsonNode)new JsonObject
            {
                ["location"] = drift.Location,
                ["message"] = drift.Message,
                ["count"] = drift.Count,
            })]);
        }

        if (result.Request is { } request)
            json["request"] = new JsonObject { ["method"] = request.Method, ["url"] = request.Url };
        return json;
    }
}
