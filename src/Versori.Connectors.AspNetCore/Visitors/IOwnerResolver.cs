using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore;

/// <summary>Finds the owner in whose name a request is made.</summary>
/// <remarks>
/// Called once for each request to the pages and the management API. Implementations are singletons and safe for
/// concurrent use.
/// </remarks>
public interface IOwnerResolver
{
    /// <summary>The owner, or <see langword="null"/> if the request is of nobody known: it is then refused.</summary>
    /// <param name="context">The request.</param>
    ValueTask<Owner?> ResolveAsync(HttpContext context);
}
