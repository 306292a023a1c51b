using System.Runtime.InteropServices;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Resolves references within the document (OpenAPI 3.1 §4.8.23). Other documents are never fetched. The size of all
/// targets together is limited, because a few references to a large part can expand to more than fits in memory.
/// </summary>
internal sealed class ReferenceResolver(JsonElement root, WarningLog log)
{
    private const int MaximumHops = 32;

    // Large public documents expand to less than ten times their size.
    private const int MaximumGrowth = 50;
    private const long AlwaysAllowed = 16 * 1024 * 1024;

    private readonly Dictionary<string, Node?> _found = new(StringComparer.Ordinal);
    private readonly MemberIndex _index = new();
    private readonly long _maximum = AlwaysAllowed + ((long)MaximumGrowth * SizeOf(root));
    private long _expanded;

    /// <summary>
    /// Returns the object or, if it is a reference, its target. Adds a warning and returns <see langword="null"/> if
    /// there is no target.
    /// </summary>
    /// <exception cref="ConnectorException">The references expand to too much.</exception>
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

            if (current != node) Count(current);
            return current;
        }

        node.Warn("The reference is part of a circle. It is ignored.");
        return null;
    }

    /// <summary>Counts a part of the document that is used at another place, too.</summary>
    public void Count(Node target)
    {
        _expanded += SizeOf(target.Value);
        if (_expanded <= _maximum) return;
        throw DocumentErrors.Invalid(
            target.Pointer,
            $"The references of the document expand to more than {_maximum} bytes. Reduce the parts that are referred "
            + "to most often.");
    }

    /// <summary>Returns the warning for a reference that cannot be resolved.</summary>
    public static string Describe(string reference) => reference.StartsWith('#')
        ? $"The reference '{reference}' has no target in the document. It is ignored."
        : $"The reference '{reference}' points to another document. Supply it with "
            + $"{nameof(ConnectorSource)}.{nameof(ConnectorSource.WithRelated)}, or allow it to be fetched with "
            + $"{nameof(ConnectorGenerationOptions.MaximumRelatedDocuments)}.";

    /// <summary>Returns the target of a reference of the form <c>#/…</c>.</summary>
    public Node? Find(string reference)
    {
        log.Work.Step();
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
        var end = 0;
        foreach (var token in Pointer.Tokens(pointer))
        {
            if (_index.Find(current, pointer.AsSpan(0, end), token) is not { } child) return null;
            current = child;
            var next = pointer.IndexOf('/', end + 1);
            end = next < 0 ? pointer.Length : next;
        }

        return new(current, pointer, log);
    }

    private static int SizeOf(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).Length;
}
