using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Visitors;

namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>Whether the person who is signed in to the host may use a connect session.</summary>
internal sealed class SessionOwners(VisitorResolver visitors)
{
    public async ValueTask<bool> MayUseAsync(HttpContext http, ConnectSession session)
    {
        // A popup or a redirect is for the person who is signed in to the host. Somebody else would connect an account
        // of their own for that person. The link of a mail may be for anybody, unless it is for its owner only.
        var isOfVisitor = session.Delivery != ConnectSessionDelivery.Link && !session.Owner.IsHost;
        if (!session.IsOwnerOnly && !isOfVisitor) return true;
        if (http.User.Identity?.IsAuthenticated is not true) return !session.IsOwnerOnly;
        var visitor = await visitors.ResolveAsync(http).ConfigureAwait(false);
        if (visitor is null) return !session.IsOwnerOnly;
        return visitor.Owner == session.Owner || (session.Owner.IsHost && visitor.IsAdministrator);
    }
}
