using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What an answer must be to count as success.</summary>
public sealed record SessionSuccess
{
    /// <summary>
    /// The statuses of success. Default: none named, which means 200 to 299. A redirect that is named here counts as
    /// success; it is not followed.
    /// </summary>
    public IReadOnlyList<int> Statuses { get; init => field = ValueList<int>.Of(value); } = ValueList<int>.Empty;

    /// <summary>A JSON pointer (RFC 6901) to a value of the answer that tells success, such as <c>/ok</c>.</summary>
    public string? Field { get; init; }

    /// <summary>
    /// What that value must be, as text. Default: not said, which means anything but missing, <c>null</c>, <c>false</c>,
    /// <c>0</c> and empty.
    /// </summary>
    public string? Expected { get; init; }

    /// <summary>
    /// Whether an answer whose field does not tell success may be a passing failure. Default: no, it means that the credential
    /// is wrong, and asking again cannot help.
    /// </summary>
    public bool MayBePassing { get; init; }
}
