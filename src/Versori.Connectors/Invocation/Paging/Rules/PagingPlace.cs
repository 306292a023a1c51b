namespace Versori.Connectors.Invocation;

/// <summary>One text of <see cref="EndpointPaging"/>, such as <c>query:cursor</c>.</summary>
/// <param name="Kind">The part before the colon.</param>
/// <param name="Name">The part after it: a name, or a JSON pointer.</param>
internal readonly record struct PagingPlace(PagingPlaceKind Kind, string Name)
{
    /// <summary>Whether the name is a JSON pointer.</summary>
    public bool IsPointer => Kind is PagingPlaceKind.Body or PagingPlaceKind.Last or PagingPlaceKind.Links;

    /// <summary>Parses a text; <see langword="null"/> if its kind is not known.</summary>
    public static PagingPlace? TryParse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? "" : text[(colon + 1)..];
        PagingPlaceKind? kind = (colon < 0 ? text : text[..colon]) switch
        {
            "body" => PagingPlaceKind.Body,
            "query" => PagingPlaceKind.Query,
            "header" => PagingPlaceKind.Header,
            "link" => PagingPlaceKind.Link,
            "links" => PagingPlaceKind.Links,
            "last" => PagingPlaceKind.Last,
            "count" => PagingPlaceKind.Count,
            "page" => PagingPlaceKind.Page,
            "url" => PagingPlaceKind.Url,
            _ => null,
        };
        if (kind is not { } known) return null;
        var hasName = known is not (PagingPlaceKind.Count or PagingPlaceKind.Page or PagingPlaceKind.Url);
        return hasName == colon >= 0 ? new(known, name) : null;
    }

    public override string ToString() => Name.Length == 0
        ? Kind.ToString().ToLowerInvariant()
        : $"{Kind.ToString().ToLowerInvariant()}:{Name}";
}
