using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.AspNetCore.Visitors;

/// <summary>Combines the owner of a request with the policy of administrators.</summary>
internal sealed class VisitorResolver(IOwnerResolver owners, IOptions<ConnectOptions> options)
{
    public async ValueTask<Visitor?> ResolveAsync(HttpContext context)
    {
        if (await owners.ResolveAsync(context).ConfigureAwait(false) is not { } owner) return null;
        return new(owner, await IsAdministratorAsync(context).ConfigureAwait(false));
    }

    private async ValueTask<bool> IsAdministratorAsync(HttpContext context)
    {
        if (options.Value.AdministratorPolicy is not { } policy) return false;
        var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        var result = await authorization.AuthorizeAsync(context.User, context, policy).ConfigureAwait(false);
        return result.Succeeded;
    }
}
