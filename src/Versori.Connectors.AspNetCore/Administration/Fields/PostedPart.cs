using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>
/// A posted form of a part. It says by itself how a field was shown if that differs from the field's own kind, so that
/// it is read in the same way.
/// </summary>
internal sealed class PostedPart(IFormCollection form, string? change)
{
    public const string JsonMark = "json:", KeptMark = "kept:", EmptyMark = "empty:";

    public string? Change => change;

    public bool Has(string pointer) => form.ContainsKey(pointer);

    /// <summary>Whether the field had an empty value, which differs from none.</summary>
    public bool WasEmpty(string pointer) => form.ContainsKey(EmptyMark + pointer);

    public SchemaFieldKind KindOf(SchemaField field, string pointer)
    {
        if (form.ContainsKey(KeptMark + pointer)) return SchemaFieldKind.Kept;
        return form.ContainsKey(JsonMark + pointer) ? SchemaFieldKind.Json : field.Kind;
    }

    public string Text(string pointer) => form[pointer].ToString().ReplaceLineEndings("\n");

    /// <summary>The items of a list, by the numbers in the names of their fields.</summary>
    public IEnumerable<string> Markers(string pointer) => form[pointer].OfType<string>();
}
