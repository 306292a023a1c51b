using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>What discovery knows about the connector.</summary>
/// <param name="Inputs">The connector's inputs.</param>
/// <param name="OwnOrigins">
/// The origins of the connector's base URLs. URLs that discovery finds may have them, also if they are not public.
/// </param>
internal sealed record DiscoveryContext(ExpressionValues Inputs, IReadOnlyList<string> OwnOrigins)
{
    public bool IsOwn(Uri url) => OwnOrigins.Contains(Http.Origins.Of(url), StringComparer.OrdinalIgnoreCase);
}
