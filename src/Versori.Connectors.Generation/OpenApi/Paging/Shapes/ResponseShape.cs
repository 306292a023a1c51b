using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>The values and arrays of an endpoint's successful response, outside of items.</summary>
internal sealed class ResponseShape
{
    private const int MaximumValues = 250;

    // Objects about pages are small.
    private const int MaximumNested = 30;
    private const int MaximumDepth = 4;
    private const int MaximumItemProperties = 40;

    private static readonly string[] Statuses = ["200", "2XX", "2xx", "201", "202", "206", "203", "default"];

    private readonly SchemaParts _schemas;
    private readonly Work _work;

    public ResponseShape(ConnectorEndpoint endpoint, SchemaParts schemas, Work work)
    {
        _schemas = schemas;
        _work = work;
        var responses = Statuses
            .Select(status => endpoint.Responses.FirstOrDefault(response => response.Status == status))
            .OfType<EndpointResponse>()
            .ToList();
        var response = responses.Find(item => item.Schema is not null && item.Status != "default")
            ?? responses.Find(item => item.Schema is not null && responses.TrueForAll(other => other.Schema is null
                || other == item) && responses.Count == 1)
            ?? responses.FirstOrDefault();
        Status = response?.Status;
        ContentType = response?.ContentType;
        if (response?.Schema is not { } schema) return;
        var parts = schemas.Of(schema.Root);
        IsKnown = parts.Count > 1 || SchemaParts.TypeOf(parts) is not null;
        if (SchemaParts.TypeOf(parts) == "array") Arrays.Add(Array("", "", 0, parts, isRequired: true));
        else Walk(parts);
    }

    /// <summary>The status of the response; <see langword="null"/> if none is described.</summary>
    public string? Status { get; }

    /// <summary>The media type of the response, if there is content.</summary>
    public string? ContentType { get; }

    /// <summary>Whether a schema describes the response.</summary>
    public bool IsKnown { get; }

    public List<PagingValue> Values { get; } = [];

    public List<PagingArray> Arrays { get; } = [];

    // Breadth first, so that the limit leaves out the deepest values.
    private void Walk(IReadOnlyList<JsonElement> root)
    {
        var pending = new Queue<(IReadOnlyList<JsonElement> Parts, string Pointer, string Parent, int Depth)>();
        pending.Enqueue((root, "", "", 1));
        while (pending.TryDequeue(out var current))
        {
            var required = SchemaParts.Keyword(current.Parts, "required");
            var properties = SchemaParts.PropertiesOf(current.Parts).Take(MaximumValues).ToList();
            if (current.Depth > 1 && properties.Count > MaximumNested) continue;
            foreach (var property in properties)
            {
                _work.Step();
                if (Values.Count + Arrays.Count >= MaximumValues) return;
                var pointer = Pointer.Append(current.Pointer, property.Name);
                var parts = _schemas.Of(property.Value);
                switch (SchemaParts.TypeOf(parts))
                {
                    case "array":
                        var isRequired = required.ValueKind == JsonValueKind.Array
                            && required.EnumerateArray().Any(name =>
                                name.ValueKind == JsonValueKind.String && name.ValueEquals(property.Name));
                        Arrays.Add(Array(pointer, property.Name, current.Depth, parts, isRequired));
                        break;
                    case "object":
                        Values.Add(new(property.Name, pointer, current.Parent, current.Depth, parts));
                        if (current.Depth < MaximumDepth)
                            pending.Enqueue((parts, pointer, PagingName.Of(property.Name), current.Depth + 1));
                        break;
                    default:
                        Values.Add(new(property.Name, pointer, current.Parent, current.Depth, parts));
                        break;
                }
            }
        }
    }

    private PagingArray Array(
        string pointer, string name, int depth, IReadOnlyList<JsonElement> parts, bool isRequired)
    {
        var items = SchemaParts.Keyword(parts, "items");
        var itemParts = items.ValueKind == JsonValueKind.Object ? _schemas.Of(items) : [];
        return new(pointer, name, depth, isRequired)
        {
            IdPointer = IdOf(itemParts),
            ItemType = SchemaParts.TypeOf(itemParts),
            ItemProperties =
            [
                .. SchemaParts.PropertiesOf(itemParts).Take(MaximumValues).Select(property => property.Name),
            ],
        };
    }

    // The id of the item, or of the only object in it that has one.
    private string? IdOf(IReadOnlyList<JsonElement> item)
    {
        var properties = SchemaParts.PropertiesOf(item).Take(MaximumItemProperties).ToArray();
        if (properties.Any(property => property.NameEquals("id"))) return "/id";
        string? found = null;
        foreach (var property in properties)
        {
            _work.Step();
            var parts = _schemas.Of(property.Value);
            if (SchemaParts.TypeOf(parts) != "object") continue;
            if (!SchemaParts.PropertiesOf(parts).Any(inner => inner.NameEquals("id"))) continue;
            if (found is not null) return null;
            found = Pointer.Append("", property.Name) + "/id";
        }

        return found;
    }
}
