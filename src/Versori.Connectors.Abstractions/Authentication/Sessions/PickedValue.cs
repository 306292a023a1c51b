using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A value that is picked from an answer and kept under a name that templates use. It is treated as a secret, unless it is captured.</summary>
public sealed record PickedValue
{
    /// <summary>The name: letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands. Default: in the answer's JSON.</summary>
    public PickedValueSource From { get; init; }

    /// <summary>
    /// Where exactly: a JSON pointer (RFC 6901), the name of a header or cookie, an XPath 1.0 expression, or a regular
    /// expression whose first group, if it has one, is the value. Not needed for the whole text.
    /// </summary>
    public string At { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// A JSON pointer to an array, of which the value stands in one item: the first that is as <see cref="Where"/> says;
    /// <see cref="At"/> then points into that item. Default: none, <see cref="At"/> points into the whole answer.
    /// </summary>
    public string? List { get; init; }

    /// <summary>
    /// What the item of <see cref="List"/> must hold: JSON pointers into it, and the text that stands there, a template as in
    /// the request. A condition that uses a value which was not given is not asked for. Default: nothing, the first item does.
    /// </summary>
    public IReadOnlyDictionary<string, string> Where { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>Whether the request succeeds without the value. Default: no, its absence is an error.</summary>
    public bool Optional { get; init; }

    /// <summary>A regular expression that the whole value must match, such as <c>https://[a-z0-9-]+\.my\.example</c>.</summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// Whether it is captured instead of kept as a secret: it becomes part of the connection's snapshot as it was when it was
    /// connected, and the base URL may use it. What <see cref="AuthMethod.CaptureRequests"/> pick always is. Default: no.
    /// </summary>
    public bool Captured { get; init; }
}
