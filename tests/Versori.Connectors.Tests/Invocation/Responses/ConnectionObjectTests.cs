using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Invocation.Responses;

/// <summary>What takes an id also takes the object that connecting and linking return.</summary>
public sealed class ConnectionObjectTests : CallingTest
{
    private IEndpointTester Tester => Engine.Services.GetRequiredService<IEndpointTester>();

    [Fact]
    public async Task A_value_is_read_over_a_connection()
    {
        var connection = await ConnectAsync();
        RespondWith(200, """{"id":7,"name":"Ada"}""");

        Assert.Equal(
            new(7, "Ada"), await Invoker.InvokeAsync<Customer>(connection, "call", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Ids_and_an_object_with_the_arguments_are_enough_for_typed_calls_and_lists()
    {
        var connection = await ConnectAsync(new()
        {
            Id = "call",
            Method = "GET",
            Path = "/call",
            Parameters = [new() { Name = "name", In = ParameterLocation.Query }],
            Paging = new() { Found = "body:/next", Goes = "query:cursor", Items = "/items" },
        });
        var template = await Engine.LinkAsync(connection.ConnectorId);
        Respond = context => context.Response.WriteAsJsonAsync(new
        {
            id = 7,
            name = context.Request.Query["name"].ToString(),
            items = new[] { new { id = 7, name = context.Request.Query["name"].ToString() } },
        });
        var lister = Engine.Services.GetRequiredService<IEndpointLister>();

        Customer?[] read =
        [
            await Invoker.InvokeAsync<Customer>(connection.Id, "call", new { name = "Ada" }, Cancellation),
            await Invoker.InvokeAsync<Customer>(
                template.Id, "call", new { name = "Bob" }, cancellationToken: Cancellation),
            await lister.ListAsync<Customer>(
                connection.Id, "call", new { name = "Eve" }, cancellationToken: Cancellation).SingleAsync(Cancellation),
            await lister.ListAsync<Customer>(
                template.Id, "call", new { name = "Dan" }, cancellationToken: Cancellation).SingleAsync(Cancellation),
        ];

        Assert.Equal(["Ada", "Bob", "Eve", "Dan"], read.Select(customer => customer?.Name));
    }

    [Fact]
    public async Task A_failure_of_a_typed_call_over_a_connection_is_an_exception()
    {
        var connection = await ConnectAsync();
        RespondWith(404, """{"message":"No such customer"}""");

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Invoker.InvokeAsync<Customer>(connection, "call", cancellationToken: Cancellation));

        Assert.Equal(ConnectorErrorCode.CallFailed, exception.Code);
    }

    [Fact]
    public async Task Values_are_listed_over_a_connection()
    {
        var connection = await ConnectAsync(new()
        {
            Id = "call",
            Method = "GET",
            Path = "/call",
            Paging = new() { Found = "body:/next", Goes = "query:cursor", Items = "/items" },
        });
        RespondWith(200, """{"items":[{"id":1,"name":"Ada"},{"id":2,"name":"Bob"}]}""");
        var lister = Engine.Services.GetRequiredService<IEndpointLister>();

        var all = await lister.ListAsync<Customer>(connection, "call", cancellationToken: Cancellation)
            .ToListAsync(Cancellation);

        Assert.Equal([new(1, "Ada"), new(2, "Bob")], all);
    }

    [Fact]
    public async Task Endpoints_are_tested_over_a_connection_and_a_template()
    {
        var connection = await ConnectAsync();
        var template = await Engine.LinkAsync(connection.ConnectorId);
        RespondWith(200, "{}");

        EndpointTestResult[] results =
        [
            await Tester.TestAsync(connection, "call", cancellationToken: Cancellation),
            await Tester.TestAsync(template, "call", cancellationToken: Cancellation),
            .. (await Tester.TestAllAsync(connection, cancellationToken: Cancellation)).Results,
            .. (await Tester.TestAllAsync(template, cancellationToken: Cancellation)).Results,
        ];

        Assert.Equal(4, results.Length);
        Assert.All(results, result => Assert.Equal(200, result.StatusCode));
    }

    private sealed record Customer(int Id, string Name);
}
