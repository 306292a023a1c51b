using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>Why a renewal was asked for.</summary>
/// <param name="Rejected">The state whose tokens were rejected; <see langword="null"/> when none was.</param>
/// <param name="Force">Whether tokens are renewed even if they are not due.</param>
/// <param name="DueBy">Tokens that expire by then count as due; <see langword="null"/>: those within their margin.</param>
internal readonly record struct RenewalRequest(PreparedConnection? Rejected = null, bool Force = false, DateTimeOffset? DueBy = null);
