using System.Text;
using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Http;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Decides what a response means: by the rules of the endpoint and the connector, else by its status.
/// </summary>
internal static class ResponseJudge
{
    /// <summary>Judges a response.</summary>
    /// <param name="definition">The connector's definition.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="status">The status.</param>
    /// <param name="contentType">The media type of the content.</param>
    /// <param name="body">The content.</param>
    /// <param name="secrets">The secrets that messages must not contain.</param>
    public static Judgement Judge(
        ConnectorDefinition definition,
        ConnectorEndpoint endpoint,
        int status,
        string? contentType,
        ReadOnlyMemory<byte> body,
        IEnumerable<string> secrets)
    {
        var usual = ByStatus(status);
        var hasRules = endpoint.ResponseRules.Count > 0 || definition.ResponseRules.Count > 0;
        var protocol = ProtocolJudge.Of(endpoint);
        if (!hasRules && usual == ResponseOutcome.Succeeded && protocol is null) return new(usual, null);
        using var document = body.IsEmpty ? null : Parse(body, contentType);
        var rule = FirstOf(RulesFor(definition, endpoint, status), document?.RootElement);
        if (rule?.MessagePointer is null && protocol is not null)
        {
            var own = protocol(endpoint, new(status, contentType, body, document?.RootElement, secrets));
            if (own is { } judgement) return rule is null ? judgement : judgement with { Outcome = rule.Outcome };
        }

        var outcome = rule?.Outcome ?? usual;
        return outcome is ResponseOutcome.Succeeded or ResponseOutcome.Empty
            ? new(outcome, null)
            : new(outcome, ProblemOf(rule, contentType, document?.RootElement, secrets));
    }

    /// <summary>The rules for a status: those of the endpoint, then those of the connector.</summary>
    public static IEnumerable<ResponseRule> RulesFor(
        ConnectorDefinition definition, ConnectorEndpoint? endpoint, int status) =>
        (endpoint?.ResponseRules ?? []).Concat(definition.ResponseRules)
        .Where(rule => rule.Status is not { } pattern || StatusPattern.Match(pattern, status) != 0);

    /// <summary>The first of several rules that applies to the content.</summary>
    public static ResponseRule? FirstOf(IEnumerable<ResponseRule> rules, JsonElement? root) =>
        rules.FirstOrDefault(rule => Applies(rule, root));

    /// <summary>What a status means (RFC 9110 §15, RFC 6585 §4, RFC 8470 §5.2).</summary>
    public static ResponseOutcome ByStatus(int status) => status switch
    {
        >= 200 and <= 299 => ResponseOutcome.Succeeded,
        401 => ResponseOutcome.Reauthorize,
        429 => ResponseOutcome.Limited,
        408 or 425 or 502 or 503 or 504 => ResponseOutcome.Retry,
        _ => ResponseOutcome.Failed,
    };

    private static bool Applies(ResponseRule rule, JsonElement? root)
    {
        if (rule.Pointer is not { } pointer) return true;
        if (root is null || Find(root.Value, pointer) is not { } value) return false;
        if (value.ValueKind == JsonValueKind.Null && rule.Values.Count == 0) return false;
        var text = TextOf(value);
        if (rule.ExceptValues.Contains(text, StringComparer.Ordinal)) return false;
        return rule.Values.Count == 0 || rule.Values.Contains(text, StringComparer.Ordinal);
    }

    private static EndpointProblem? ProblemOf(
        ResponseRule? rule, string? contentType, JsonElement? content, IEnumerable<string> secrets)
    {
        if (content is not { } root) return null;
        var stated = rule?.MessagePointer is { } pointer ? Find(root, pointer) : null;
        var message = stated is { ValueKind: not JsonValueKind.Null } found ? TextOf(found) : null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            message ??= UsualMessages.Find(root);
            return message is null ? null : new() { Message = ServerWords.Clean(message, secrets) };
        }

        // RFC 9457 §3: members of other types are ignored.
        var isProblem = contentType is not null && MediaType.Essence(contentType) == "application/problem+json";
        string? Member(string name) => isProblem && root.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.String
                ? member.GetString()
                : null;
        var detail = Member("detail");
        var title = Member("title");
        return new()
        {
            Type = Member("type"),
            Title = title,
            Status = isProblem && root.TryGetProperty("status", out var number)
                && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var status)
                    ? status
                    : null,
            Detail = detail,
            Instance = Member("instance"),
            Message = ServerWords.Clean(message ?? detail ?? title ?? UsualMessages.Find(root), secrets),
            Content = new(root),
        };
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body, string? contentType) =>
        UntrustedJson.Parse(body)
        ?? UntrustedJson.Parse(Encoding.UTF8.GetBytes(ResponseText.Decode(body.Span, contentType)));

    private static JsonElement? Find(JsonElement root, string pointer) =>
        JsonPointer.TryFind(root, pointer, out var found) ? found : null;

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
