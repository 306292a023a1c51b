using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Invocation.Faults;

/// <summary>The forms of a call, and what each ends with.</summary>
internal static partial class FaultyCall
{
    /// <summary>The outcome of a call that returned what the server sent.</summary>
    public const string Returned = "returned";

    /// <summary>Makes a call. Whatever is no typed error is thrown.</summary>
    public static async Task<string> MakeAsync(
        IServiceProvider services, Connection connection, string form, TimeSpan limit, CancellationToken cancellation)
    {
        var call = new EndpointCall(connection.Id, form == "posted" ? "post" : "call")
        {
            Arguments = form == "posted" ? EndpointArguments.From(new { body = new { name = "x" } }) : null,
            Options = new() { Timeout = limit },
        };
        var invoker = services.GetRequiredService<IEndpointInvoker>();
        try
        {
            switch (form)
            {
                case "whole" or "posted":
                    return Text((await invoker.InvokeAsync(call, cancellation)).Outcome);
                case "typed":
                    await invoker.InvokeAsync(call, FaultContext.Default.Page, cancellation);
                    return Returned;
                case "streamed":
                    await using (var stream = await invoker.InvokeStreamAsync(call, cancellation))
                    {
                        await stream.Content.CopyToAsync(Stream.Null, cancellation);
                        return stream.IsSuccess ? Returned : $"status {stream.StatusCode}";
                    }

                case "sequential":
                    await foreach (var _ in invoker.StreamItemsAsync(call, FaultContext.Default.Page, cancellation)) { }
                    return Returned;
                case "list":
                    var lister = services.GetRequiredService<IEndpointLister>();
                    return await ListAsync(lister, connection, limit, cancellation);
                default:
                    return await SendAsync(services, connection, limit, cancellation);
            }
        }
        catch (ConnectorException exception)
        {
            Assert.DoesNotContain("s3cr3t-value", exception.ToString(), StringComparison.Ordinal);
            return $"error {exception.Error.Code}";
        }
    }

    private static async Task<string> ListAsync(
        IEndpointLister lister, Connection connection, TimeSpan limit, CancellationToken cancellation)
    {
        var options = new ListOptions { Call = new() { Timeout = limit } };
        await foreach (var _ in lister.ListPagesAsync(connection.Id, "call", null, options, cancellation)) { }
        return Returned;
    }

    /// <summary>Sends the request with an <see cref="HttpClient"/>, whose own errors are typed ones.</summary>
    private static async Task<string> SendAsync(
        IServiceProvider services, Connection connection, TimeSpan limit, CancellationToken cancellation)
    {
        using var client = services.GetRequiredService<IConnectorClientFactory>().CreateClient(connection);
        client.Timeout = limit;
        try
        {
            using var response = await client.GetAsync("call", cancellation);
            return response.IsSuccessStatusCode ? Returned : $"status {(int)response.StatusCode}";
        }
        catch (HttpRequestException exception)
        {
            return $"error {exception.HttpRequestError}";
        }
        catch (InvalidDataException)
        {
            // What HttpClient itself throws for content that cannot be decompressed (docs/errors.md).
            return "error encoding";
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException)
        {
            return "error timeout";
        }
    }

    private static string Text(ResponseOutcome outcome) =>
        outcome is ResponseOutcome.Succeeded or ResponseOutcome.Empty ? Returned : $"{outcome}";

    internal sealed record Page(int[]? Items);

    [JsonSerializable(typeof(Page))]
    [JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
    private sealed partial class FaultContext : JsonSerializerContext;
}
