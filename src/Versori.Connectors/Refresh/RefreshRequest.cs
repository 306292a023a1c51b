using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>Why a refresh was requested.</summary>
/// <param name="Rejected">The state whose tokens were rejected; <see langword="null"/> when none was.</param>
/// <param name="Force">Whether tokens are refreshed even if they are not due.</param>
/// <param name="DueBy">Tokens that expire by then are due; <see langword="null"/>: those within their margin.</param>
internal readonly record struct RefreshRequest(
    PreparedConnection? Rejected = null, bool Force = false, DateTimeOffset? DueBy = null)
{
    /// <summary>Whether the state in use already meets the request, so that there is nothing to do.</summary>
    /// <param name="current">The state in use.</param>
    /// <param name="now">The clock's reading.</param>
    public bool IsDone(PreparedConnection current, long now)
    {
        if (Force || DueBy is not null || current.Connection.Status != ConnectionStatus.Active) return false;
        return Rejected is null ? now < current.RecheckAt : !current.HasSameTokens(Rejected);
    }
}
