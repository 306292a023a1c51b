using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Maintenance;

/// <summary>Compares the auth methods of a snapshot with those of a definition, setting by setting.</summary>
internal static class AuthMethodComparison
{
    public static IReadOnlyList<AuthMethodDifference> Compare(AuthSnapshot snapshot, ConnectorDefinition definition)
    {
        var differences = new List<AuthMethodDifference>();
        foreach (var method in snapshot.Methods)
        {
            var current = definition.AuthMethods.FirstOrDefault(other => other.Id == method.Id);
            if (current is null) differences.Add(new(method.Id, "", Json(method).GetRawText(), null));
            else Compare(method, SnapshotSettings.Apply(current, method, snapshot), differences);
        }

        return differences;
    }

    private static void Compare(AuthMethod before, AuthMethod current, List<AuthMethodDifference> differences)
    {
        if (current != before) Compare(before.Id, "", Json(before), Json(current), differences);
    }

    private static void Compare(
        string id, string pointer, JsonElement before, JsonElement current, List<AuthMethodDifference> differences)
    {
        if (JsonElement.DeepEquals(before, current)) return;
        if (before.ValueKind != JsonValueKind.Object || current.ValueKind != JsonValueKind.Object)
        {
            differences.Add(new(id, pointer, before.GetRawText(), current.GetRawText()));
            return;
        }

        foreach (var property in before.EnumerateObject())
        {
            var nested = JsonPointer.Append(pointer, property.Name);
            if (current.TryGetProperty(property.Name, out var other))
            {
                Compare(id, nested, property.Value, other, differences);
            }
            else
            {
                differences.Add(new(id, nested, property.Value.GetRawText(), null));
            }
        }

        foreach (var property in current.EnumerateObject())
        {
            if (before.TryGetProperty(property.Name, out _)) continue;
            differences.Add(new(id, JsonPointer.Append(pointer, property.Name), null, property.Value.GetRawText()));
        }
    }

    private static JsonElement Json(AuthMethod method) =>
        JsonSerializer.SerializeToElement(method, ConnectorJsonContext.Default.AuthMethod);
}
