using System.Net.Http.Json;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>
/// The code that a developer writes by hand: <see cref="HttpClient"/> and System.Text.Json. Each value of the URL is
/// escaped, because the developer does not know it.
/// </summary>
internal sealed class HandWrittenCaller(HttpClient client, OrderForm form) : IOrderCaller
{
    public Task<Order?> GetAsync(string id, string expand, int limit) =>
        SendAsync(new(HttpMethod.Get, UrlOf(id, expand, limit)));

    public Task<Order?> PostAsync(string id, string expand, int limit, Order order) =>
        SendAsync(new(HttpMethod.Post, UrlOf(id, expand, limit)) { Content = ContentOf(order) });

    private static string UrlOf(string id, string expand, int limit) =>
        $"v1/orders/{Uri.EscapeDataString(id)}?expand={Uri.EscapeDataString(expand)}&limit={limit}";

    private JsonContent ContentOf(Order order) => form switch
    {
        OrderForm.AnonymousObject => JsonContent.Create(OrderBodies.Anonymous(order)),
        OrderForm.Dictionary => JsonContent.Create(OrderBodies.Dictionary(order)),
        OrderForm.JsonObject => JsonContent.Create(OrderBodies.Json(order), OrderJson.Default.JsonObject),
        _ => JsonContent.Create(order, OrderJson.Default.Order),
    };

    private async Task<Order?> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            using var response = await client.SendAsync(request);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync(OrderJson.Default.Order);
        }
    }
}
