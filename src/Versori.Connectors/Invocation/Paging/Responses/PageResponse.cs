using System.Globalization;
using System.Text;
using System.Text.Json;
using Versori.Connectors.Http;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>The response with one page.</summary>
internal sealed class PageResponse : IDisposable
{
    private readonly string _endpointId;
    private readonly PagingRule _rule;
    private readonly InvocationResult _result;
    private readonly JsonDocument? _document;

    /// <summary>Reads a response.</summary>
    /// <exception cref="ConnectorException">It is not JSON.</exception>
    public PageResponse(string endpointId, PagingRule rule, InvocationResult result)
    {
        _endpointId = endpointId;
        _rule = rule;
        _result = result;
        if (result.Body.IsEmpty || result.Outcome == ResponseOutcome.Empty) return;
        _document = UntrustedJson.Parse(result.Body)
            ?? UntrustedJson.Parse(Encoding.UTF8.GetBytes(result.Text))
            ?? throw Invalid("The response is not JSON.", "");
    }

    /// <summary>The items. They last as long as the page.</summary>
    /// <exception cref="ConnectorException">They are not where the paging states, or not a list.</exception>
    public JsonElement[] ReadItems()
    {
        if (_document?.RootElement is not { } root) return [];
        var items = _rule.Items is { Length: > 0 } pointer ? Find(root, pointer)
            : _rule.Items is null && root.ValueKind == JsonValueKind.Object ? FindOnlyArray(root)
            : root;
        return items.ValueKind switch
        {
            JsonValueKind.Array => [.. items.EnumerateArray()],
            JsonValueKind.Undefined or JsonValueKind.Null when !StatesError(root) => [],
            JsonValueKind.Undefined or JsonValueKind.Null =>
                throw Invalid("The response has no items and states an error.", _rule.Items ?? ""),
            _ => throw Invalid("The items are not an array.", _rule.Items ?? ""),
        };
    }

    /// <summary>What the response states about further pages: a boolean, a number or nothing.</summary>
    /// <exception cref="ConnectorException">The value is of another type.</exception>
    public (bool? Flag, long? Number) ReadMore()
    {
        if (_rule.More is not { } more) return default;
        if (more.Kind == PagingPlaceKind.Header) return MoreOf(HeaderOf(more.Name), more);
        if (Find(more.Name) is not { } value) return default;
        return value.ValueKind switch
        {
            JsonValueKind.True => (true, null),
            JsonValueKind.False => (false, null),
            JsonValueKind.Null => default,
            JsonValueKind.Number or JsonValueKind.String => MoreOf(JsonPointer.Scalar(value), more),
            _ => throw Invalid($"The value at '{more}' is neither a boolean nor a number.", more.Name),
        };
    }

    /// <summary>
    /// The next position that the response contains; <see langword="null"/> if there is none. It is JSON if it goes
    /// into a body.
    /// </summary>
    /// <param name="items">The items of the page.</param>
    /// <exception cref="ConnectorException">The value cannot be a position.</exception>
    public string? ReadNext(JsonElement[] items)
    {
        var found = _rule.Found;
        switch (found.Kind)
        {
            case PagingPlaceKind.Link:
                return AsPosition(_result.Headers.TryGetValue("Link", out var links)
                    ? LinkHeader.Find(links, found.Name)
                    : null);
            case PagingPlaceKind.Links:
                return AsPosition(FindLink(found.Name));
            case PagingPlaceKind.Header:
                return HeaderOf(found.Name) is { } text && !IsEnd(text) ? AsPosition(text) : null;
            case PagingPlaceKind.Last when items.Length == 0:
                return null;
            case PagingPlaceKind.Last:
                if (!JsonPointer.TryFind(items[^1], found.Name, out var last) || last.ValueKind == JsonValueKind.Null)
                    throw Invalid($"The last item has no value at '{found.Name}'.", found.Name);
                return PositionOf(last);
            default:
                return Find(found.Name) is { } value && !IsEnd(value) ? PositionOf(value) : null;
        }
    }

    public void Dispose() => _document?.Dispose();

    private JsonElement? Find(string pointer) =>
        _document is { } document && JsonPointer.TryFind(document.RootElement, pointer, out var found) ? found : null;

    private string? HeaderOf(string name) =>
        _result.Headers.TryGetValue(name, out var values) && values is [var first, ..] ? first.Trim() : null;

    // Some systems omit an empty list, or the object that contains it.
    private JsonElement Find(JsonElement root, string pointer)
    {
        var current = root;
        var tokens = JsonPointer.Tokens(pointer).ToArray();
        foreach (var (index, token) in tokens.Index())
        {
            if (current.ValueKind == JsonValueKind.Null) return default;
            if (current.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                throw Invalid("The value that should contain the items is neither an object nor an array.", pointer);
            var step = "/" + pointer.Split('/')[index + 1];
            if (!JsonPointer.TryFind(current, step, out current)) return default;
        }

        return current;
    }

    private JsonElement FindOnlyArray(JsonElement root)
    {
        var arrays = root.EnumerateObject()
            .Where(member => member.Value.ValueKind == JsonValueKind.Array)
            .Take(2)
            .ToArray();
        return arrays switch
        {
            [] => default,
            [var only] => only.Value,
            _ => throw Invalid(
                $"The response has several arrays. Set {nameof(EndpointPaging)}.{nameof(EndpointPaging.Items)} to the "
                    + "pointer of the one with the items.",
                ""),
        };
    }

    // Links with a relation (RFC 8288 §2.1), as FHIR, OGC API and others write them.
    private string? FindLink(string pointer)
    {
        if (Find(pointer) is not { ValueKind: JsonValueKind.Array } links) return null;
        foreach (var link in links.EnumerateArray().Where(link => link.ValueKind == JsonValueKind.Object))
        {
            if (TextOf(link, ["rel", "relation"]) == "next") return TextOf(link, ["href", "url", "uri"]);
        }

        return null;
    }

    private static string? TextOf(JsonElement link, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (link.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                return value.GetString();
        }

        return null;
    }

    // A response with the status 200 can still be an error, which must not be taken for an empty list.
    private static bool StatesError(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return true;
        foreach (var member in root.EnumerateObject())
        {
            var isSet = member.Value.ValueKind switch
            {
                JsonValueKind.Null or JsonValueKind.False => false,
                JsonValueKind.Array => member.Value.GetArrayLength() > 0,
                JsonValueKind.String => !member.Value.ValueEquals(""),
                _ => true,
            };
            if (isSet && (member.NameEquals("error") || member.NameEquals("errors"))) return true;
            var isFalse = member.Value.ValueKind == JsonValueKind.False;
            if (isFalse && (member.NameEquals("ok") || member.NameEquals("success"))) return true;
        }

        return false;
    }

    private (bool? Flag, long? Number) MoreOf(string? text, PagingPlace more)
    {
        if (string.IsNullOrWhiteSpace(text)) return default;
        if (bool.TryParse(text, out var flag)) return (flag, null);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and <= long.MaxValue / 2)
        {
            return (null, (long)number);
        }

        throw Invalid($"The value at '{more}' is neither a boolean nor a number.", more.Name);
    }

    private static bool IsEnd(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String or JsonValueKind.Number => JsonPointer.Scalar(value) is { } text && IsEnd(text),
        _ => false,
    };

    private static bool IsEnd(string text) => string.IsNullOrWhiteSpace(text) || text.Trim() is "0" or "-1";

    private string PositionOf(JsonElement value)
    {
        if (_rule.Goes.Kind == PagingPlaceKind.Body) return Bounded(value.GetRawText());
        var isText = value.ValueKind == JsonValueKind.String
            || (value.ValueKind == JsonValueKind.Number && _rule.Goes.Kind != PagingPlaceKind.Url);
        return isText && JsonPointer.Scalar(value) is { } text
            ? Bounded(text)
            : throw Invalid(
                $"The next position at '{_rule.Found}' is of the JSON type {value.ValueKind}, which cannot be sent to "
                    + $"'{_rule.Goes}'.",
                _rule.Found.Name);
    }

    private string? AsPosition(string? text) => text is null ? null
        : Bounded(_rule.Goes.Kind == PagingPlaceKind.Body ? PageBody.Quote(text) : text);

    private string Bounded(string position) => position.Length <= PageReader.MaximumPosition
        ? position
        : throw Invalid($"The next position is longer than {PageReader.MaximumPosition} characters.", "");

    private ConnectorException Invalid(string message, string location) =>
        PagingErrors.Invalid(_endpointId, message, location);
}
