using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.AspNetCore.Visitors;

/// <summary>The owner is the end user that a claim of the signed-in user names.</summary>
internal sealed class ClaimsOwnerResolver(IOptions<ConnectOptions> options) : IOwnerResolver
{
    public ValueTask<Owner?> ResolveAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.User.Identity?.IsAuthenticated is not true) return default;
        var id = UserId.Of(context.User, options.Value);
        return new(Owner.TryParse($"user:{id}", null, out var owner) ? owner : null);
    }
}
