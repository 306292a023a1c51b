using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.AspNetCore.Visitors;

/// <summary>The actor in the audit is the signed-in user of the request, by the same claims as the owner.</summary>
internal sealed class HttpActorSource(IHttpContextAccessor accessor, IOptions<ConnectOptions> options)
    : IAuditActorSource
{
    public string? GetActor() => accessor.HttpContext?.User is { Identity.IsAuthenticated: true } user
        ? UserId.Of(user, options.Value)
        : null;
}
