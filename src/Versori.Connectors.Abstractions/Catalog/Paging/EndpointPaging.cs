using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// How an endpoint returns a list in pages: where the position of the next page is found, and where it goes in the
/// next request. The texts have the form <c>kind:name</c>. A name of the kind <c>body</c> is a JSON pointer (RFC 6901).
/// </summary>
public sealed record EndpointPaging
{
    /// <summary>
    /// Where the position of the next page is found:
    /// <list type="bullet">
    /// <item><c>body:/next</c>: in the response's JSON;</item>
    /// <item><c>link:next</c>: in the <c>Link</c> header with that relation (RFC 8288 §3);</item>
    /// <item><c>links:/links</c>: in an array of links, as the <c>href</c>, <c>url</c> or <c>uri</c> of the one whose
    /// <c>rel</c> or <c>relation</c> is <c>next</c>;</item>
    /// <item><c>header:X-Next</c>: in a response header;</item>
    /// <item><c>last:/id</c>: in the last item of the page;</item>
    /// <item><c>count</c>: it is the number of items so far, added to <see cref="Start"/>;</item>
    /// <item><c>page</c>: it is the number of the page, counted from <see cref="Start"/>.</item>
    /// </list>
    /// A position that is missing, <see langword="null"/>, <c>false</c>, empty, 0 or -1 means that there is no further
    /// page.
    /// </summary>
    public required string Found { get; init; }

    /// <summary>
    /// Where the position goes in the next request: <c>url</c> (it is the URL of the next page, absolute or relative to
    /// the page that contains it), <c>query:name</c>, <c>header:name</c> or <c>body:/pointer</c>.
    /// </summary>
    public required string Goes { get; init; }

    /// <summary>
    /// The JSON pointer of the array with the items; empty if the whole response is the array. Default: the whole
    /// response, or its only array.
    /// </summary>
    public string? Items { get; init; }

    /// <summary>
    /// Where the size of a page goes in a request: <c>query:name</c>, <c>header:name</c> or <c>body:/pointer</c>.
    /// Default: none, the external system decides.
    /// </summary>
    public string? Size { get; init; }

    /// <summary>The largest page size that the external system allows, in items. Default: not known.</summary>
    public int? MaximumSize { get; init; }

    /// <summary>
    /// Where the response states whether there are further pages: <c>body:/pointer</c> or <c>header:name</c>. The value
    /// is a boolean, or a number: all items if <see cref="Found"/> is <c>count</c>, all pages if it is <c>page</c>.
    /// Default: none. Without it, a list ends when there is no next position; if positions are counted, with an empty
    /// page.
    /// </summary>
    public string? More { get; init; }

    /// <summary>
    /// The position of the first page, which the first request states. Default: none. For <c>count</c>: 0, which the
    /// first request does not state. For <c>page</c>: 0 or 1, which is determined by comparing the first two pages.
    /// </summary>
    public string? Start { get; init; }

    /// <summary>
    /// Arguments of every page, by name, unless the caller gives others. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Arguments
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>Where this knowledge comes from. Default: <see cref="PagingBasis.Stated"/>.</summary>
    public PagingBasis Basis { get; init; }
}
