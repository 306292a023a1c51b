using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// How a system says in an answer's JSON that a token or session is no longer good, though the status does not say so.
/// Only JSON answers with a declared length of up to 64 KiB are looked into.
/// </summary>
public sealed record RejectedAnswer
{
    private static readonly ValueList<int> Ok = ValueList<int>.Of([200]);

    /// <summary>A JSON pointer (RFC 6901) to the value that tells, such as <c>/error</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The values, as text, that mean rejection, such as <c>invalid_auth</c>; at least one.</summary>
    public required IReadOnlyList<string> Values { get; init => field = ValueList<string>.Of(value); }

    /// <summary>The statuses of answers that are looked into. Default: 200.</summary>
    public IReadOnlyList<int> Statuses { get; init => field = ValueList<int>.Of(value ?? Ok); } = Ok;
}
