using System.Net.Http.Json;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>The code that a developer writes by hand: <see cref="HttpClient"/> and System.Text.Json.</summary>
internal sealed class HandWrittenCaller(HttpClient client) : IOrderCaller
{
    public Task<Order?> GetAsync(string id) =>
        SendAsync(new(HttpMethod.Get, $"v1/orders/{Uri.EscapeDataString(id)}?expand=customer&limit={10}"));

    public Task<Order?> PostAsync(string id, Order order) =>
        SendAsync(new(HttpMethod.Post, $"v1/orders/{Uri.EscapeDataString(id)}?expand=customer&limit={10}")
        {
            Content = JsonContent.Create(order, OrderJson.Default.Order),
        });

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
