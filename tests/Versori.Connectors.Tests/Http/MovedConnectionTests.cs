using System.Net;

namespace Versori.Connectors.Tests.Http;

/// <summary>A connection that moves to another origin during a request to the old one.</summary>
public sealed class MovedConnectionTests : HttpTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_credential_of_the_new_origin_is_not_sent_to_the_old_one(bool isSynchronous)
    {
        var (connection, client) = await Engine.ConnectAsync();
        External.RejectTokens("access-1");
        var gate = Gate.Closed();
        var moving = ScriptedResponse.WaitFor(gate, ScriptedResponse.Create(401, ""));
        External.ApiFaults.Enqueue(moving);
        var call = isSynchronous
            ? Task.Run(() => client.Send(new(HttpMethod.Get, "me")))
            : client.GetAsync("me");
        await External.ApiRequestCounter.WaitForAsync(2);

        await Engine.Catalog.EditAsync(connection.ConnectorId, definition => definition with
        {
            BaseUrl = Other.BaseAddress.AbsoluteUri,
        });
        await Engine.Connections.ReconnectAsync(
            connection.Id, Credential.OAuth2ClientCredentials(External.ClientId, External.ClientSecret));
        gate.Open();

        using var response = await call;
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            ["Bearer access-1"],
            External.RecordedApiRequests.Select(request => request.Authorization).Distinct());
    }
}
