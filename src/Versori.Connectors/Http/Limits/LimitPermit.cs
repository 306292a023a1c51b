namespace Versori.Connectors.Http;

/// <summary>
/// The permission to send one request. It is returned once, when the response or a failure has arrived.
/// </summary>
/// <param name="Limiter">The limiter that gave it.</param>
/// <param name="Pools">The limits that it has units of.</param>
/// <param name="Weight">The weight of the call.</param>
/// <param name="SentAt">When it was given, in ticks.</param>
/// <param name="Waited">How long the caller waited for it, in ticks.</param>
internal readonly record struct LimitPermit(
    ConnectionLimiter Limiter, LimitPool[] Pools, int Weight, long SentAt, long Waited);
