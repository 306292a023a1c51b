namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>One way of calling the two endpoints: a path parameter and a query, with and without a JSON body.</summary>
internal interface IOrderCaller
{
    /// <summary>GET without a body.</summary>
    Task<Order?> GetAsync(string id, string expand, int limit);

    /// <summary>POST with a JSON body.</summary>
    Task<Order?> PostAsync(string id, string expand, int limit, Order order);
}
