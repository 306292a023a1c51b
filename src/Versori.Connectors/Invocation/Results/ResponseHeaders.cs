namespace Versori.Connectors.Invocation;

/// <summary>Headers by name. Names are case-insensitive (RFC 9110 §5.1).</summary>
internal static class ResponseHeaders
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> None { get; } =
        new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Copies the headers, unless they are a map that this library made.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? headers) => headers switch
        {
            null => None,
            OrderedDictionary<string, IReadOnlyList<string>> own
                when ReferenceEquals(own.Comparer, StringComparer.OrdinalIgnoreCase) => own,
            _ => new OrderedDictionary<string, IReadOnlyList<string>>(headers, StringComparer.OrdinalIgnoreCase),
        };
}
