using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Finds everything in a document that cannot be read as a definition, in the order of the document: unknown members
/// with the most similar names, missing members, values of the wrong kind, nulls.
/// </summary>
internal sealed class DocumentProblems
{
    /// <summary>How many problems are reported. A document with more is usually no definition at all.</summary>
    public const int Maximum = 100;

    private const int MaximumNamed = 3;

    private readonly List<(string Pointer, string Message)> _problems = [];
    private readonly JsonElement _root;

    private DocumentProblems(JsonElement root) => _root = root;

    /// <summary>Returns the problems, at most <see cref="Maximum"/>.</summary>
    public static IReadOnlyList<(string Pointer, string Message)> Find(JsonElement root, JsonTypeInfo contract)
    {
        var finder = new DocumentProblems(root);
        finder.Check(root, contract, "");
        return finder._problems;
    }

    private void Check(JsonElement value, JsonTypeInfo contract, string pointer)
    {
        if (_problems.Count >= Maximum) return;
        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckObject(value, contract, pointer);
                break;
            case JsonTypeInfoKind.Dictionary:
                if (IsA(JsonValueKind.Object, value, pointer)) CheckMap(value, contract, pointer);
                break;
            case JsonTypeInfoKind.Enumerable:
                if (IsA(JsonValueKind.Array, value, pointer)) CheckList(value, contract, pointer);
                break;
            default:
                CheckValue(value, contract, pointer);
                break;
        }
    }

    private void CheckMap(JsonElement value, JsonTypeInfo contract, string pointer)
    {
        var element = DocumentContracts.Of(contract.ElementType, contract.Options)!;
        foreach (var member in value.EnumerateObject())
            CheckEntry(member.Value, element, JsonPointer.Append(pointer, member.Name));
    }

    private void CheckList(JsonElement value, JsonTypeInfo contract, string pointer)
    {
        var element = DocumentContracts.Of(contract.ElementType, contract.Options)!;
        foreach (var (index, item) in value.EnumerateArray().Index())
            CheckEntry(item, element, $"{pointer}/{index.ToString(CultureInfo.InvariantCulture)}");
    }

    private void CheckEntry(JsonElement value, JsonTypeInfo contract, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Null && contract.Type != typeof(JsonFragment))
            Add(pointer, "Null is not allowed here. Remove the entry.");
        else Check(value, contract, pointer);
    }

    private void CheckObject(JsonElement value, JsonTypeInfo contract, string pointer)
    {
        if (!IsA(JsonValueKind.Object, value, pointer)) return;
        if (contract.PolymorphismOptions is not null)
        {
            var derived = DocumentContracts.Derived(value, contract);
            if (derived == contract)
            {
                AddType(value, pointer);
                return;
            }

            CheckMembers(value, derived, pointer, contract.PolymorphismOptions.TypeDiscriminatorPropertyName);
            return;
        }

        CheckMembers(value, contract, pointer, discriminator: null);
    }

    private void CheckMembers(JsonElement value, JsonTypeInfo contract, string pointer, string? discriminator)
    {
        var found = new HashSet<JsonPropertyInfo>();
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name == discriminator) continue;
            var place = JsonPointer.Append(pointer, member.Name);
            var property = contract.Properties.FirstOrDefault(property => IsNamed(property, member.Name, contract));
            if (property is null)
            {
                AddUnknown(place, member.Name, contract);
                continue;
            }

            found.Add(property);
            if (member.Value.ValueKind != JsonValueKind.Null)
                Check(member.Value, DocumentContracts.Of(property.PropertyType, contract.Options)!, place);
            else if (!property.IsSetNullable && property.PropertyType != typeof(JsonFragment))
                Add(place, "Null is not allowed here. Remove the member for its default, or set a value.");
        }

        var missing = contract.Properties.Where(property => property.IsRequired && !found.Contains(property));
        foreach (var property in missing)
            Add(pointer, $"The required member '{property.Name}' is missing. Add it.");
    }

    private void CheckValue(JsonElement value, JsonTypeInfo contract, string pointer)
    {
        try
        {
            value.Deserialize(contract);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException
            or InvalidOperationException)
        {
            var allowed = AllowedValues.Find(_root, pointer);
            Add(pointer, allowed.Count > 0
                ? $"The value must be one of {string.Join(", ", allowed)}.{Similar(value, allowed)}"
                : ValueKinds.Expected(contract.Type) is { } expected
                    ? $"The value must be {expected}, not {ValueKinds.Name(value.ValueKind)}."
                    : exception.Message);
        }
    }

    private void AddType(JsonElement value, string pointer)
    {
        var allowed = AllowedValues.Find(_root, pointer);
        var type = value.TryGetProperty("type", out var found) ? found : default;
        Add(pointer, type.ValueKind == JsonValueKind.Undefined
            ? $"The object's type is missing. Set it to one of {string.Join(", ", allowed)}."
            : $"The object's type is not known. Set it to one of {string.Join(", ", allowed)}."
                + Similar(type, allowed));
    }

    private void AddUnknown(string pointer, string name, JsonTypeInfo contract)
    {
        var nearest = NearestNames.Of(name, contract.Properties.Select(property => property.Name)).Take(MaximumNamed);
        Add(pointer, $"There is no member '{name}' here. The most similar names are {string.Join(", ", nearest)}. "
            + "Correct the name, or remove the member.");
    }

    private void Add(string pointer, string message)
    {
        if (_problems.Count < Maximum) _problems.Add((pointer, message));
    }

    private bool IsA(JsonValueKind expected, JsonElement value, string pointer)
    {
        if (value.ValueKind == expected) return true;
        Add(pointer, $"The value must be {ValueKinds.Name(expected)}, not {ValueKinds.Name(value.ValueKind)}.");
        return false;
    }

    private static bool IsNamed(JsonPropertyInfo property, string name, JsonTypeInfo contract) =>
        string.Equals(
            property.Name,
            name,
            contract.Options.PropertyNameCaseInsensitive
                ? StringComparison.OrdinalIgnoreCase
                : StringComparison.Ordinal);

    private static string Similar(JsonElement value, IReadOnlyList<string> allowed) =>
        JsonPointer.Scalar(value) is { } text && NearestNames.Of(text, allowed) is [{ } nearest, ..]
            ? $" The most similar is {nearest}."
            : "";

}
