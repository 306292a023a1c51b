using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Generation.Tests;

public sealed class WsdlJourneyTests
{
    [Fact]
    public async Task A_document_is_planned_applied_connected_and_called_over_the_wire()
    {
        XElement? received = null;
        string? authorization = null;
        string? action = null;
        await using var server = await DocumentServer.StartAsync(async (context, _) =>
        {
            authorization = context.Request.Headers.Authorization;
            action = context.Request.Headers["SOAPAction"];
            received = await XElement.LoadAsync(context.Request.Body, LoadOptions.None, context.RequestAborted);
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync("""
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
                <GetOrderResponse xmlns="urn:orders"><item><id>7</id></item></GetOrderResponse>
                </s:Body></s:Envelope>
                """);
        });
        await using var journey = await SourceJourney.StartAsync(
            "Show one order",
            ConnectorSource.Document(WsdlSamples.Orders).WithBaseUrl($"{server.Address}/soap/orders"));

        var result = await journey.InvokeAsync("GetOrder", new()
        {
            ["status"] = "paid",
            ["number"] = 7,
            ["Session"] = new Dictionary<string, object> { ["key"] = "k" },
        });

        XNamespace soap = "http://schemas.xmlsoap.org/soap/envelope/", own = "urn:orders";
        Assert.True(result.IsSuccess, result.Text);
        Assert.Equal(($"Bearer {SourceJourney.Token}", "\"urn:orders/Get\""), (authorization, action));
        var request = received!.Element(soap + "Body")!.Element(own + "GetOrder")!;
        Assert.Equal(
            [own + "number", XName.Get("status")], request.Elements().Select(element => element.Name));
        Assert.Equal("k", received.Element(soap + "Header")!.Element(own + "Session")!.Element(own + "key")!.Value);
        Assert.Equal("7", result.ReadSoap().Element(own + "item")!.Element(own + "id")!.Value);
    }
}
