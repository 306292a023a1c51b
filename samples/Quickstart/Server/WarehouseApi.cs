using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;

namespace Quickstart.Server;

/// <summary>The operations of the warehouse.</summary>
internal static class WarehouseApi
{
    public static void MapWarehouse(this IEndpointRouteBuilder app, WarehouseStock stock)
    {
        app.MapGet("/me", (ClaimsPrincipal caller) => new Caller(caller.GetClaim("sub")!, [.. caller.GetScopes()]))
            .WithName("getMe").WithTags("account").WithSummary("Who is calling, and what the token is good for")
            .RequireAuthorization();

        app.MapGet("/products", (string? search) => stock.Products
                .Where(product => product.Name.Contains(search ?? "", StringComparison.OrdinalIgnoreCase)))
            .WithName("listProducts")
            .WithTags("products")
            .WithSummary("List products, or those whose name contains a text")
            .RequireAuthorization(WarehouseScopes.ReadProducts);

        app.MapGet("/products/{sku}", Results<Ok<Product>, NotFound> (string sku) =>
                stock.FindProduct(sku) is { } product ? TypedResults.Ok(product) : TypedResults.NotFound())
            .WithName("getProduct").WithTags("products").WithSummary("Get one product by its stock keeping unit")
            .RequireAuthorization(WarehouseScopes.ReadProducts);

        app.MapGet("/orders", (OrderStatus? status, int page = 1, int pageSize = 20) => stock.Orders
                .Where(order => status is null || order.Status == status)
                .Skip((Math.Max(page, 1) - 1) * pageSize).Take(pageSize))
            .WithName("listOrders").WithTags("orders").WithSummary("List orders, page by page")
            .RequireAuthorization(WarehouseScopes.ReadOrders);

        app.MapGet("/orders/{id:int}", Results<Ok<Order>, NotFound> (int id) =>
                stock.FindOrder(id) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound())
            .WithName("getOrder").WithTags("orders").WithSummary("Get one order by its number")
            .RequireAuthorization(WarehouseScopes.ReadOrders);

        app.MapPost("/orders", (NewOrder order) => Place(stock, order))
            .WithName("placeOrder").WithTags("orders").WithSummary("Place an order")
            .RequireAuthorization(WarehouseScopes.WriteOrders);

        app.MapPost("/orders/{id:int}/cancel", Results<Ok<Order>, Conflict> (int id) =>
                stock.Cancel(id) is { } order ? TypedResults.Ok(order) : TypedResults.Conflict())
            .WithName("cancelOrder").WithTags("orders").WithSummary("Cancel an order that is still open")
            .RequireAuthorization(WarehouseScopes.WriteOrders);
    }

    private static Results<Created<Order>, ValidationProblem> Place(WarehouseStock stock, NewOrder order)
    {
        var wrong = order.Lines.Where(line => line.Quantity < 1 || stock.FindProduct(line.Sku) is null).ToList();

        if (order.Lines.Count == 0 || wrong.Count > 0)
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                ["lines"] =
                [
                    "An order has at least one line; each names a known product and a quantity of at least 1.",
                ],
            });
        }

        var placed = stock.Place(order);
        return TypedResults.Created($"/orders/{placed.Id}", placed);
    }
}

/// <summary>The caller.</summary>
/// <param name="ClientId">The client the token was issued to.</param>
/// <param name="Scopes">The scopes of the token.</param>
internal sealed record Caller(string ClientId, IReadOnlyList<string> Scopes);
