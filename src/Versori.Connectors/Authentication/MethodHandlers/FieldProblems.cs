namespace Versori.Connectors.Authentication;

/// <summary>What can be wrong with the fields that a method declares, and with settings that name one.</summary>
internal static class FieldProblems
{
    /// <summary>Fields of the same name, or of the name of a value that the method computes.</summary>
    public static IEnumerable<(string Pointer, string Message)> Of(IReadOnlyList<CredentialField> fields, params IEnumerable<string> computed)
    {
        var seen = computed.ToHashSet(StringComparer.Ordinal);
        foreach (var (index, field) in fields.Index())
        {
            if (!seen.Add(field.Name)) yield return ($"/fields/{index}/name", $"'{field.Name}' is the name of another field, or of a value that the method computes.");
        }
    }

    /// <summary>Says that a setting names a field that is not declared.</summary>
    public static string? Missing(IReadOnlyList<CredentialField> fields, string name) => fields.Any(field => field.Name == name)
        ? null
        : $"There is no field '{name}'; there are {string.Join(", ", fields.Select(field => field.Name))}.";
}
