using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>
/// The state that a refresh began with is no longer the current one: its lock was lost, or the store has newer tokens.
/// Nothing was spent since. The refresh begins again with what is stored now.
/// </summary>
/// <param name="prepared">The state that the refresh began with.</param>
internal sealed class RefreshOutdatedException(PreparedConnection prepared) : Exception
{
    public PreparedConnection Prepared => prepared;
}
