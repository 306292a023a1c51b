using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Versori.Connectors;
using Versori.Connectors.AspNetCore;

namespace Saas;

/// <summary>The product's own users. They sign in by choosing their name; a real product checks who they are.</summary>
internal static class Users
{
    public const string AdminClaim = "admin";
    public const string TenantClaim = "tenant";

    private static readonly (string Name, string Tenant)[] All =
        [("anna", "acme"), ("abel", "acme"), ("gus", "globex"), ("gina", "globex"), ("admin", "operator")];

    public static void MapUsers(this WebApplication app)
    {
        app.MapGet("/sign-in", () => Page(string.Concat(All.Select(user =>
            $"<p><a href=\"/sign-in/{user.Name}\">{user.Name} of {user.Tenant}</a></p>"))));
        app.MapGet("/sign-in/{name}", SignInAsync);
        app.MapGet("/", HomeAsync).RequireAuthorization();
        // The cookie is not sent with forms of other sites.
        app.MapPost("/agent-key", (ClaimsPrincipal user, AgentKeys keys) => keys.Create(user)).RequireAuthorization();
    }

    private static async Task<IResult> SignInAsync(string name, HttpContext context)
    {
        var user = Array.Find(All, user => user.Name == name);
        if (user.Name is null) return Results.NotFound();
        var identity = new ClaimsIdentity(
            [new("sub", user.Name), new(ClaimTypes.Name, user.Name), new(TenantClaim, user.Tenant)], "cookie");
        if (user.Name == "admin") identity.AddClaim(new(AdminClaim, "yes"));
        await context.SignInAsync(new ClaimsPrincipal(identity));
        return Results.Redirect("/");
    }

    private static async Task<IResult> HomeAsync(HttpContext context, IServiceProvider services)
    {
        var owner = TenantOwner.Of(context.User)!.Value;
        var text = await TicketDigest.ReadAsync(services, owner, context.RequestAborted);
        return Page($"<h1>Hello, {WebUtility.HtmlEncode(context.User.Identity!.Name)}</h1>"
            + $"<p>{WebUtility.HtmlEncode(text ?? "Connect the tracker to see your tickets.")}</p>"
            + "<p><a href=\"/connect\">Connections</a> <a href=\"/sign-in\">Another user</a></p>"
            + "<form method=\"post\" action=\"/agent-key\"><button>Make a key for an agent</button></form>");
    }

    private static IResult Page(string body) => Results.Content(
        $"<!DOCTYPE html><html lang=\"en\"><title>Saas</title><body>{body}</body></html>", "text/html; charset=utf-8");
}

/// <summary>Connections belong to a user of a tenant: the names of users are unique within their tenant only.</summary>
internal sealed class TenantOwner : IOwnerResolver
{
    public ValueTask<Owner?> ResolveAsync(HttpContext context) => new(Of(context.User));

    public static Owner? Of(ClaimsPrincipal user) =>
        user.FindFirst(Users.TenantClaim)?.Value is { } tenant && user.FindFirst("sub")?.Value is { } name
            ? Owner.User($"{tenant}/{name}")
            : null;
}
