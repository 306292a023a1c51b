using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>Reads and writes one value of a request's body: JSON, or a field of a form.</summary>
internal static class PageBody
{
    private const string Form = "application/x-www-form-urlencoded";
    private const int MaximumDepth = 64;

    /// <summary>The JSON of a text.</summary>
    public static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>
    /// The value at a pointer as JSON, or of a form's field; <see langword="null"/> if there is none.
    /// </summary>
    public static async Task<string?> ReadAsync(
        HttpRequestMessage request, string pointer, CancellationToken cancellationToken)
    {
        if (request.Content is not { } content) return null;
        var text = await content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var kind = MediaType.Of(content.Headers.ContentType?.MediaType ?? "");
        if (kind == MediaKind.Form)
        {
            var field = FieldOf(pointer);
            return QueryParameters.Decode(text).Where(pair => pair.Key == field).Select(pair => pair.Value)
                .FirstOrDefault();
        }

        if (kind != MediaKind.Json || text.Length == 0) return null;
        using var document = JsonDocument.Parse(text);
        var isFound = JsonPointer.TryFind(document.RootElement, pointer, out var found);
        return isFound && found.ValueKind != JsonValueKind.Null ? found.GetRawText() : null;
    }

    /// <summary>Sets the value at a pointer.</summary>
    public static async Task SetAsync(
        HttpRequestMessage request,
        ConnectorEndpoint endpoint,
        string pointer,
        JsonNode? value,
        CancellationToken cancellationToken)
    {
        var type = request.Content?.Headers.ContentType?.MediaType ?? TypeOf(endpoint.RequestBody);
        var text = request.Content is { } content
            ? await content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)
            : "";
        if (MediaType.Of(type) == MediaKind.Form)
        {
            request.Content = new StringContent(
                WithField(text, FieldOf(pointer), ToText(value)), Encoding.UTF8, Form);
            return;
        }

        if (MediaType.Of(type) != MediaKind.Json)
        {
            throw PagingErrors.Create(
                ConnectorErrorCode.NotSupported,
                endpoint.Id,
                $"The position goes into the body, but a body of the media type '{type}' is neither JSON nor a form.");
        }

        var body = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text);
        if (!TrySet(body, pointer, value))
        {
            throw PagingErrors.Argument(
                endpoint.Id, $"The body has no object that could contain '{pointer}'.", "body");
        }

        request.Content = new StringContent(body!.ToJsonString(), new UTF8Encoding(false), type);
    }

    private static string TypeOf(EndpointRequestBody? body) =>
        body?.ContentType.Split(';')[0].Trim() is { Length: > 0 } type && type != "*/*" ? type : "application/json";

    private static string FieldOf(string pointer) => JsonPointer.Tokens(pointer).Last();

    private static string ToText(JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "";

    private static string WithField(string form, string name, string value)
    {
        var others = form.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => QueryParameters.Decode(pair).All(field => field.Key != name));
        return string.Join('&', others.Append($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}"));
    }

    // Objects on the way that are missing are added.
    private static bool TrySet(JsonNode? body, string pointer, JsonNode? value)
    {
        var tokens = JsonPointer.Tokens(pointer).ToArray();
        if (tokens.Length > MaximumDepth) return false;
        var current = body as JsonObject;
        foreach (var token in tokens[..^1])
        {
            if (current is null) return false;
            if (current[token] is null) current[token] = new JsonObject();
            current = current[token] as JsonObject;
        }

        if (current is null) return false;
        current[tokens[^1]] = value;
        return true;
    }
}
