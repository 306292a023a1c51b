using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Resolves references within the document (OpenAPI 3.1 §4.8.23). Other documents are never fetched.
/// </summary>
internal sealed class ReferenceResolver(JsonElement root, WarningLog log)
{
    private const int MaximumHops = 32;

    private readonly Dictionary<string, Node?> _found = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns the object or, if it is a reference, its target. Adds a warning and returns <see langword="null"/> if
    /// there is no target.
    /// </summary>
    public Node? Resolve(Node node)
    {
        var current = node;
        for (var hops = 0; hops < MaximumHops; hops++)
        {
            if (!current.IsObject)
            {
                current.Warn("This value must be an object. It is ignored.");
                return null;
            }

            if (current.Value.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
            {
                var target = reference.GetString()!;
                if (Find(target) is { } next)
                {
                    current = next;
                    continue;
                }

                node.Warn(Describe(target));
                return null;
            }

            return current;
        }

        node.Warn("The reference is part of a circle. It is ignored.");
        return null;
    }

    /// <summary>Returns the warning for a reference that cannot be resolved.</summary>
    public static string Describe(string reference) => reference.StartsWith('#')
        ? $"The reference '{reference}' has no target in the document. It is ignored."
        : $"The reference '{reference}' points to another document. Bundle the documents into one to keep it.";

    /// <summary>Returns the target of a reference of the form <c>#/…</c>.</summary>
    public Node? Find(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal)) return null;
        if (_found.TryGetValue(reference, out var known)) return known;
        var found = Walk(reference[1..]);
        // A reference is a URI fragment (RFC 3986 §3.5), so its pointer can be percent-encoded.
        if (found is null && reference.Contains('%', StringComparison.Ordinal))
        {
            found = Walk(Uri.UnescapeDataString(reference[1..]));
        }

        return _found[reference] = found;
    }

    private Node? Walk(string pointer)
    {
        var current = root;
        foreach (var token in Pointer.Tokens(pointer))
        {
            switch (current.ValueKind)
            {
                case JsonValueKind.Object when current.TryGetProperty(token, out var member):
                    current = member;
                    break;
                case JsonValueKind.Array
                    when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                        && index < current.GetArrayLength():
                    current = current[index];
                    break;
                default:
                    return null;
            }
        }

        return new(current, pointer, log);
    }
}
