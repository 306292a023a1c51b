namespace Versori.Connectors.Authentication;

/// <summary>Validates the fields that a method declares, and the settings that refer to a field.</summary>
internal static class FieldProblems
{
    /// <summary>Reports fields whose name is used by another field or by a value that the method computes.</summary>
    public static IEnumerable<(string Pointer, string Message)> Of(
        IReadOnlyList<CredentialField> fields, params IEnumerable<string> computed)
    {
        var seen = computed.ToHashSet(StringComparer.Ordinal);
        foreach (var (index, field) in fields.Index())
        {
            if (seen.Add(field.Name)) continue;
            yield return (
                $"/fields/{index}/name",
                $"'{field.Name}' is also the name of another field, or of a value that the method computes.");
        }
    }

    /// <summary>Returns a message if a field is not declared; otherwise <see langword="null"/>.</summary>
    public static string? Missing(IReadOnlyList<CredentialField> fields, string name)
    {
        if (fields.Any(field => field.Name == name)) return null;
        var declared = string.Join(", ", fields.Select(field => field.Name));
        return $"The field '{name}' is not declared. Declared fields: {declared}.";
    }
}
