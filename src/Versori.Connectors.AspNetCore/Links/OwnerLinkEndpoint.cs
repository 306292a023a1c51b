using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Links;

/// <summary>Leads the owner of a link to the page of its connector. Links of the host are for administrators.</summary>
internal sealed class OwnerLinkEndpoint(OwnerLinks links, ConnectProblems problems)
{
    public Task<IResult> OpenAsync(ConnectContext context)
    {
        var ticket = links.Open(context.RouteText("ticket") ?? "");
        if (ticket is null || !Owner.TryParse(ticket.Owner, null, out var owner))
            return Task.FromResult(problems.Link(context, "problem.link", StatusCodes.Status404NotFound));
        var isPermitted = owner.IsHost ? context.Visitor.IsAdministrator : context.Visitor.Owner == owner;
        return Task.FromResult(isPermitted
            ? new SeeOther(context.Url("connectors", ticket.Connector))
            : problems.Link(context, "problem.linkOfOther", StatusCodes.Status403Forbidden));
    }
}
