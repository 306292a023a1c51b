using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A value that is extracted from a response and kept under a name that expressions use. It is treated as a secret
/// unless it is captured.
/// </summary>
public sealed record ExtractedValue
{
    /// <summary>The name: letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The part of the response that holds the value. Default: the JSON.</summary>
    public ExtractedValueSource From { get; init; }

    /// <summary>
    /// Where the value is in that part: a JSON pointer (RFC 6901), the name of a header or cookie, an XPath 1.0
    /// expression, or a regular expression. If the regular expression has groups, the first one is the value. Not
    /// needed for the whole text.
    /// </summary>
    public string Selector { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// A JSON pointer to an array, one item of which holds the value: the first that satisfies <see cref="Where"/>.
    /// <see cref="Selector"/> then points into that item. Default: none, <see cref="Selector"/> points into the whole
    /// response.
    /// </summary>
    public string? ListPointer { get; init; }

    /// <summary>
    /// The conditions on the item of <see cref="ListPointer"/>: JSON pointers into it, each with the text expected
    /// there, which is an expression as in the request. A condition that uses a value that was not supplied is ignored.
    /// Default: no conditions, the first item is used.
    /// </summary>
    public IReadOnlyDictionary<string, string> Where
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>Whether the request succeeds without the value. Default: no, a missing value is an error.</summary>
    public bool Optional { get; init; }

    /// <summary>
    /// A regular expression that the whole value must match, such as <c>https://[a-z0-9-]+\.my\.example</c>.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// Whether the value is captured instead of kept as a secret. A captured value becomes part of the connection's
    /// snapshot, does not change until the account is connected again, and may be used in the base URL. Values of
    /// <see cref="AuthMethod.CaptureRequests"/> are always captured. Default: no.
    /// </summary>
    public bool Captured { get; init; }
}
