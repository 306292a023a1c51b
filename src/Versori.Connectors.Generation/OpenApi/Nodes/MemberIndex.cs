using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Finds members and items by name and position. <see cref="JsonElement"/> searches from one end each time, so the
/// large objects and arrays of a document are indexed when they are first used.
/// </summary>
internal sealed class MemberIndex
{
    private const int Large = 32;

    private readonly Dictionary<string, Dictionary<string, JsonElement>> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement[]> _arrays = new(StringComparer.Ordinal);

    /// <summary>Returns the child of a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="pointer">The container's pointer, as it is in the reference.</param>
    /// <param name="token">The token of the child.</param>
    public JsonElement? Find(JsonElement container, ReadOnlySpan<char> pointer, string token) =>
        container.ValueKind switch
        {
            JsonValueKind.Object => Member(container, pointer, token),
            JsonValueKind.Array => Item(container, pointer, token),
            _ => null,
        };

    private JsonElement? Member(JsonElement container, ReadOnlySpan<char> pointer, string token)
    {
        if (container.GetPropertyCount() <= Large)
        {
            return container.TryGetProperty(token, out var found) ? found : null;
        }

        if (!_objects.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(pointer, out var members))
        {
            members = new(StringComparer.Ordinal);
            // As in TryGetProperty, the last one of equal names is found.
            foreach (var member in container.EnumerateObject()) members[member.Name] = member.Value;
            _objects[pointer.ToString()] = members;
        }

        return members.TryGetValue(token, out var value) ? value : null;
    }

    private JsonElement? Item(JsonElement container, ReadOnlySpan<char> pointer, string token)
    {
        if (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return null;
        if (at >= container.GetArrayLength()) return null;
        if (!_arrays.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(pointer, out var items))
        {
            _arrays[pointer.ToString()] = items = [.. container.EnumerateArray()];
        }

        return items[at];
    }
}
