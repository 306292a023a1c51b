using System.Net.Http.Headers;
using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// Everything that a call needs: a route and the prepared state of its connection, with a usable token.
/// </summary>
/// <param name="Route">The route.</param>
/// <param name="Prepared">The prepared state of the connection.</param>
/// <param name="Group">The epoch group of the connection.</param>
/// <param name="Epoch">The epoch in which the state was read. The state is valid in this epoch only.</param>
/// <param name="MayBeKept">
/// Whether it may be used for later calls. If something changed while it was read, it is used for one call only.
/// </param>
internal sealed record WarmCall(Route Route, PreparedConnection Prepared, int Group, int Epoch, bool MayBeKept)
{
    /// <summary>
    /// The owner that the route was resolved for. It differs from the connection's if that is shared.
    /// </summary>
    public Owner Owner { get; init; }

    /// <summary>The clock reading from which a call must check the route and the token again.</summary>
    public long CheckAt { get; } = Math.Min(Route.RereadAt, Prepared.RecheckAt);

    /// <summary>Lets calls pass as the connection's limits allow; <see langword="null"/> if it has none.</summary>
    public ConnectionLimiter? Limiter { get; } = Route.Runtime.Limiter;

    /// <summary>
    /// The first of the origins that the credentials may be sent to. Most connections have one; a URL of another one is
    /// checked on a slower path.
    /// </summary>
    public string? Origin { get; } = Prepared.Origins.FirstOrDefault();

    /// <summary>Determines which responses need handling.</summary>
    public ResponseClassifier Responses { get; } =
        Route.Retries.NeedsAllResponses || Route.Outcomes is not null
            ? Prepared.Responses.ForAll()
            : Prepared.Responses;

    /// <summary>
    /// The <c>Authorization</c> header, if a request with these authenticators needs nothing else, as most do.
    /// </summary>
    public AuthenticationHeaderValue? AuthorizationOf(RequestAuthenticator[] authenticators)
    {
        var needsNothingElse = Route.Headers is null && Prepared.Transport is null && Limiter is null;
        return needsNothingElse && authenticators is [HeaderAuthenticator { Authorization: { } header }]
            ? header
            : null;
    }

    /// <summary>Whether a call can use it without further checks.</summary>
    public bool IsGood(long now, ConnectionEpochs epochs) => now < CheckAt && epochs.Current(Group) == Epoch;
}
