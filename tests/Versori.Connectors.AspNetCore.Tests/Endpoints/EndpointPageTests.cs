using System.Net;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Endpoints;

public sealed class EndpointPageTests
{
    [Fact]
    public async Task An_endpoint_is_tested_with_example_arguments_and_shows_the_redacted_request_and_the_response()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host);
        using var browser = host.Browser();

        var list = await browser.GetAsync($"/connect/connections/{connection.Id}/endpoints");
        var form = await browser.GetAsync(list.Link("endpoint=item"));
        var result = await browser.SubmitAsync(form);

        Assert.Contains("\"id\": 7", form.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, result.Status);
        Assert.Contains("GET ", result.Text, StringComparison.Ordinal);
        Assert.Contains("/items/7", result.Text, StringComparison.Ordinal);
        Assert.Contains("Alice", result.Text, StringComparison.Ordinal);
        Assert.Contains("[redacted]", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ConnectHost.GoodKey, result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_changes_data_is_sent_after_a_confirmation_only()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host);
        using var browser = host.Browser();
        var form = await browser.GetAsync($"/connect/connections/{connection.Id}/test?endpoint=create");

        var unconfirmed = await browser.SubmitAsync(form);
        var sentBefore = host.System.Requests.Count(request => request.Method == "POST");
        var confirmed = await browser.SubmitAsync(form, null, ("confirm", "yes"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, unconfirmed.Status);
        Assert.Equal(0, sentBefore);
        Assert.Equal(HttpStatusCode.OK, confirmed.Status);
        Assert.Single(host.System.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("{\"unknown\": 1}")]
    public async Task Wrong_arguments_send_nothing(string arguments)
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host);
        using var browser = host.Browser();
        var form = await browser.GetAsync($"/connect/connections/{connection.Id}/test?endpoint=item");
        var before = host.System.Requests.Count;

        var result = await browser.SubmitAsync(form, null, ("arguments", arguments));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, result.Status);
        Assert.NotNull(result.Document.QuerySelector("[role=alert]"));
        Assert.Equal(before, host.System.Requests.Count);
    }

    private static async Task<Connection> ConnectAsync(ConnectHost host) => await host.Connections.ConnectAsync(new()
    {
        ConnectorId = await host.PublishAsync([new BearerAuth()], definition => definition with
        {
            Endpoints =
            [
                new()
                {
                    Id = "item",
                    Method = "GET",
                    Path = "/items/{id}",
                    Parameters =
                    [
                        new()
                        {
                            Name = "id",
                            In = ParameterLocation.Path,
                            Required = true,
                            Schema = JsonSchema.Parse("""{"type":"integer","example":7}"""),
                        },
                    ],
                },
                new() { Id = "create", Method = "POST", Path = "/items" },
            ],
        }),
        Name = "mine",
        Credential = Credential.Bearer(ConnectHost.GoodKey),
        Owner = Owner.User("alice"),
    });
}
