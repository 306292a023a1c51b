using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The limits that the external system sets for one account. All integrations that use a connection share them, in all
/// processes that share the stores. Calls wait for their turn in the order in which they arrived.
/// </summary>
public sealed record ConnectorLimits
{
    /// <summary>
    /// The numbers of calls in a period, such as 100 a second and 10,000 a day. All of them apply. Default: none is
    /// known.
    /// </summary>
    public IReadOnlyList<ConnectorRate> Rates
    {
        get;
        init => field = ValueList<ConnectorRate>.Of(value);
    } = ValueList<ConnectorRate>.Empty;

    /// <summary>
    /// The number of calls at the same time. A call counts until the headers of its response have arrived. Default:
    /// unlimited. Range: 1 to 1,000,000.
    /// </summary>
    public int? Concurrency { get; init; }

    /// <summary>
    /// Whether the limits that responses state are ignored: <c>RateLimit</c>, <c>X-RateLimit-Remaining</c> and their
    /// variants. <c>Retry-After</c> (RFC 9110 §10.2.3) is always honoured. Default: no, calls wait when nothing is
    /// left.
    /// </summary>
    public bool IgnoreHeaders { get; init; }
}
