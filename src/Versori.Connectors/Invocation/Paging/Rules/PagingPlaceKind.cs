namespace Versori.Connectors.Invocation;

/// <summary>The kinds of places where positions are found and where they go.</summary>
internal enum PagingPlaceKind
{
    Body,
    Query,
    Header,
    Link,
    Links,
    Last,
    Count,
    Page,
    Url,
}
