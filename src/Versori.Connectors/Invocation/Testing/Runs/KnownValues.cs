using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Values that were seen in responses, by the names that parameters would have: <c>customerId</c> of an order, and the
/// <c>id</c> of a customer.
/// </summary>
internal sealed class KnownValues
{
    private const int Most = 5_000;

    private readonly Dictionary<string, (JsonElement Value, string Source)> _values = new(StringComparer.Ordinal);

    /// <summary>Adds the values of the first items of a response.</summary>
    public void Add(ConnectorEndpoint endpoint, JsonElement content)
    {
        var last = EndpointSegments.Of(endpoint).LastOrDefault(segment => !EndpointSegments.IsParameter(segment)) ?? "";
        var resource = ValueSource.ResourceOf(last);
        foreach (var item in ResponseItems.Of(endpoint, content, resource))
        {
            if (item.ValueKind != JsonValueKind.Object) continue;
            foreach (var member in item.EnumerateObject().Where(member => IsScalar(member.Value)))
            {
                if (_values.Count >= Most) return;
                var words = NameWords.Split(member.Name);
                if (words.Count == 1) words.Insert(0, resource);
                if (ResponseItems.IsIdName(words.LastOrDefault("")))
                    _values.TryAdd(string.Concat(words), (member.Value, endpoint.Id));
            }
        }
    }

    /// <summary>The value for a parameter whose name says what it identifies, such as <c>customer_id</c>.</summary>
    public (JsonElement Value, string Source)? Find(string parameter) =>
        NameWords.Split(parameter) is { Count: > 1 } words && _values.TryGetValue(string.Concat(words), out var found)
            ? found
            : null;

    private static bool IsScalar(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number || (value.ValueKind == JsonValueKind.String && !value.ValueEquals(""));
}
