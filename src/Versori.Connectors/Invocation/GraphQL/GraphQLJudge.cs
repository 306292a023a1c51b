using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>Reads GraphQL responses (GraphQL §7.1, GraphQL over HTTP §6).</summary>
internal static class GraphQLJudge
{
    private const int MaximumErrors = 100;

    // GraphQL defines no codes. These have the same meaning wherever they occur, in several spellings.
    private static readonly string[] Limits = ["THROTTLED", "RATELIMITED", "RATELIMITEXCEEDED", "TOOMANYREQUESTS"];

    public static Judgement? Judge(ConnectorEndpoint endpoint, JudgedResponse response)
    {
        CheckMediaType(endpoint, response);
        if (response.Root is not { ValueKind: JsonValueKind.Object } root)
        {
            return response.IsSuccess
                ? throw ProtocolJudge.Invalid(
                    endpoint, "The response is not a GraphQL response: its content is not a JSON object.")
                : null;
        }

        var hasData = root.TryGetProperty("data", out var data);
        var hasErrors = root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array;
        if (!hasData && !hasErrors)
        {
            return response.IsSuccess
                ? throw ProtocolJudge.Invalid(
                    endpoint, "The response is not a GraphQL response: it has neither 'data' nor 'errors'.")
                : null;
        }

        if (!hasErrors || errors.GetArrayLength() == 0)
            return response.IsSuccess ? new(ResponseOutcome.Succeeded, null) : null;
        var problem = ProblemOf(root, errors, response.Secrets);
        var isPartial = response.IsSuccess && hasData && HasResult(endpoint.GraphQL!.Result, root, data);
        return new(isPartial ? ResponseOutcome.Succeeded : OutcomeOf(problem, response), problem);
    }

    private static void CheckMediaType(ConnectorEndpoint endpoint, JudgedResponse response)
    {
        var type = response.ContentType ?? "";
        if (MediaType.Of(type) is MediaKind.Multipart or MediaKind.EventStream)
        {
            throw ProtocolJudge.Invalid(
                endpoint,
                $"The response has the media type '{MediaType.Essence(type)}', which delivers a GraphQL result in "
                + "parts. Such responses (@defer, @stream, subscriptions) are not supported.");
        }

        if (!response.IsSuccess || MediaType.Of(type) == MediaKind.Json) return;
        throw ProtocolJudge.Invalid(
            endpoint,
            $"The response has the media type '{MediaType.Essence(type)}', but a GraphQL response is JSON "
            + "(application/graphql-response+json or application/json).");
    }

    // GraphQL §7.1.6: a field with an error is null. The others are still of use.
    private static bool HasResult(string? pointer, JsonElement root, JsonElement data)
    {
        if (pointer is { Length: > 0 })
            return JsonPointer.TryFind(root, pointer, out var result) && result.ValueKind != JsonValueKind.Null;
        return data.ValueKind == JsonValueKind.Object
            && data.EnumerateObject().Any(field => field.Value.ValueKind != JsonValueKind.Null);
    }

    private static ResponseOutcome OutcomeOf(EndpointProblem problem, JudgedResponse response)
    {
        if (!response.IsSuccess && response.Failure != ResponseOutcome.Failed) return response.Failure;
        var codes = problem.Errors
            .Select(error => error.Code?.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant())
            .ToArray();
        if (codes.Any(Limits.Contains)) return ResponseOutcome.Limited;
        return codes.Contains("UNAUTHENTICATED") ? ResponseOutcome.Reauthorize : ResponseOutcome.Failed;
    }

    private static EndpointProblem ProblemOf(JsonElement root, JsonElement errors, IEnumerable<string> secrets)
    {
        var all = errors.EnumerateArray().Take(MaximumErrors).Select(error => ErrorOf(error, secrets)).ToArray();
        return new()
        {
            Message = all.Select(error => error.Message).FirstOrDefault(message => message is not null),
            Code = all.Select(error => error.Code).FirstOrDefault(code => code is not null),
            Errors = all,
            Content = new(root),
        };
    }

    private static ReportedError ErrorOf(JsonElement error, IEnumerable<string> secrets)
    {
        if (error.ValueKind != JsonValueKind.Object) return new();
        var code = error.TryGetProperty("extensions", out var more) ? TextOf(more, "code") : null;
        return new()
        {
            Message = ServerWords.Clean(TextOf(error, "message"), secrets),
            Code = ServerWords.Clean(code, secrets),
            Pointer = error.TryGetProperty("path", out var path) && path.ValueKind == JsonValueKind.Array
                ? path.EnumerateArray().Aggregate("/data", (pointer, part) => JsonPointer.Append(
                    pointer, part.ValueKind == JsonValueKind.String ? part.GetString()! : part.GetRawText()))
                : null,
        };
    }

    private static string? TextOf(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var text)
            ? text.ValueKind switch
            {
                JsonValueKind.String => text.GetString(),
                JsonValueKind.Number => text.GetRawText(),
                _ => null,
            }
            : null;
}
