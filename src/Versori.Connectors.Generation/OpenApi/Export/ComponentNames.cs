using System.Text;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>
/// The names of shared schemas in a document (OpenAPI 3.1 §4.8.7: letters, digits, <c>.</c>, <c>-</c> and <c>_</c>).
/// </summary>
internal sealed class ComponentNames
{
    private const string Prefix = "#/schemas/";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public ComponentNames(IEnumerable<string> names)
    {
        // Names that are allowed are taken first, so that no other name becomes one of them.
        var taken = new UniqueNames();
        var others = new List<string>();
        foreach (var name in names)
        {
            if (IsAllowed(name) && taken.TryTake(name)) _names[name] = name;
            else others.Add(name);
        }

        foreach (var name in others) _names[name] = taken.Take(Allowed(name), "_");
    }

    public string this[string name] => _names[name];

    /// <summary>
    /// Returns a reference, or the name of a schema, in the form of the document; <see langword="null"/> if the schema
    /// does not exist.
    /// </summary>
    public string? Reference(string reference)
    {
        if (_names.TryGetValue(reference, out var named)) return $"#/components/schemas/{named}";
        if (!reference.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var rest = reference[Prefix.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var name = Pointer.Tokens("/" + (slash < 0 ? rest : rest[..slash])).First();
        if (!_names.TryGetValue(name, out var allowed)) return null;
        return $"#/components/schemas/{allowed}{(slash < 0 ? "" : Fragment(rest[slash..]))}";
    }

    // RFC 6901 §6: a pointer in a fragment is percent-encoded.
    private static string Fragment(string pointer) =>
        pointer.Contains('%', StringComparison.Ordinal) ? pointer : Uri.EscapeDataString(pointer)
            .Replace("%2F", "/", StringComparison.Ordinal)
            .Replace("%24", "$", StringComparison.Ordinal);

    private static bool IsAllowed(string name) => name.Length > 0 && name.All(IsAllowed);

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';

    // Generic types are common: "List«Pet»" becomes "List_Pet".
    private static string Allowed(string name)
    {
        var allowed = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (IsAllowed(c)) allowed.Append(c);
            else if (allowed.Length > 0 && allowed[^1] != '_') allowed.Append('_');
        }

        var text = allowed.ToString().TrimEnd('_');
        return text.Length == 0 ? "Schema" : text;
    }
}
