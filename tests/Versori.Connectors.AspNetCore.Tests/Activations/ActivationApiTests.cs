using System.Net;
using Microsoft.Extensions.DependencyInjection;
using static Versori.Connectors.AspNetCore.Tests.Activations.ActivationSetup;

namespace Versori.Connectors.AspNetCore.Tests.Activations;

public sealed class ActivationApiTests
{
    [Fact]
    public async Task The_state_is_read_and_the_integration_activated_and_deactivated()
    {
        await using var host = await StartAsync();
        using var alice = host.Browser();

        var before = Json(await SendAsync(alice, HttpMethod.Get, ApiUrl));
        var connection = await ConnectAsync(host);
        var activated = Json(await SendAsync(alice, HttpMethod.Put, ApiUrl, new
        {
            connections = new { shop = connection.Id.ToString() },
            variables = new { folder = "inbox", depth = 2 },
            revision = 0,
        }));
        var list = Json(await SendAsync(alice, HttpMethod.Get, "/connect/api/integrations"));
        var deactivated = Json(await SendAsync(alice, HttpMethod.Delete, ApiUrl));

        Assert.Equal("notActivated", before.GetProperty("status").GetString());
        Assert.Equal(
            ["/connections/shop", "/variables/folder"],
            before.GetProperty("missing").EnumerateArray().Select(item => item.GetProperty("location").GetString()));
        Assert.Equal("object", before.GetProperty("variableSchema").GetProperty("type").GetString());
        Assert.Equal("active", activated.GetProperty("status").GetString());
        Assert.Equal("inbox", activated.GetProperty("variables").GetProperty("folder").GetString());
        Assert.Equal(
            connection.Id.ToString(), activated.GetProperty("templates")[0].GetProperty("connection").GetString());
        Assert.Equal("active", list.GetProperty("items")[0].GetProperty("status").GetString());
        Assert.Equal("deactivated", deactivated.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_reported_at_once_and_nothing_is_stored()
    {
        await using var host = await StartAsync();
        using var alice = host.Browser();

        var refused = await SendAsync(
            alice, HttpMethod.Put, ApiUrl, new { variables = new { folder = "x", secret = "y" } });

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("noConnection", Json(refused).GetProperty("code").GetString());
        Assert.Equal(
            ["/connections/shop", "/variables/folder", "/variables/secret"],
            Json(refused).GetProperty("errors").EnumerateArray()
                .Select(item => item.GetProperty("location").GetString()).Order());
        Assert.Empty(await host.Services.GetRequiredService<IActivations>().ListAsync().ToListAsync());
    }

    [Theory]
    [InlineData("""{"variables":{"folder":"inbox"},"more":1}""")]
    [InlineData("""{"connections":{"shop":"x"}}""")]
    [InlineData("""{"variables":{"folder":"inbox"},"variables":{"folder":"other"}}""")]
    [InlineData("""{"revision":"1"}""")]
    [InlineData("{")]
    [InlineData("null")]
    public async Task A_request_that_is_no_activation_is_refused(string body)
    {
        await using var host = await StartAsync();
        await ConnectAsync(host);
        using var alice = host.Browser();

        var refused = await SendAsync(alice, HttpMethod.Put, ApiUrl, raw: body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("application/problem+json", refused.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A_stale_revision_is_a_conflict()
    {
        await using var host = await StartAsync();
        await ConnectAsync(host);
        using var alice = host.Browser();
        await SendAsync(alice, HttpMethod.Put, ApiUrl, new { variables = new { folder = "inbox" } });

        var stale = await SendAsync(
            alice, HttpMethod.Put, ApiUrl, new { variables = new { folder = "other" }, revision = 0 });

        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("conflict", Json(stale).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Another_person_can_be_named_by_an_administrator_only()
    {
        await using var host = await StartAsync();
        var connection = await ConnectAsync(host);
        using var eve = host.Browser("eve");
        using var admin = host.Browser("admin");
        const string Owner = "?owner=user%3Aalice";

        foreach (var (method, url) in new[]
        {
            (HttpMethod.Get, ApiUrl), (HttpMethod.Put, ApiUrl), (HttpMethod.Delete, ApiUrl),
            (HttpMethod.Delete, "/connect/api/person"), (HttpMethod.Get, "/connect/api/integrations"),
        })
        {
            var body = method == HttpMethod.Put ? new { variables = new { folder = "inbox" } } : null;
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(eve, method, url + Owner, body)).Status);
        }

        var activated = await SendAsync(
            admin, HttpMethod.Put, ApiUrl + Owner, new { variables = new { folder = "inbox" } });
        Assert.Equal("user:alice", Json(activated).GetProperty("owner").GetString());
        Assert.Equal("active", Json(activated).GetProperty("status").GetString());
        Assert.NotNull(await host.Connections.FindAsync(connection.Id));
    }

    [Fact]
    public async Task Another_persons_connection_cannot_be_chosen()
    {
        await using var host = await StartAsync();
        var foreign = await ConnectAsync(host);
        using var eve = host.Browser("eve");

        var refused = await SendAsync(eve, HttpMethod.Put, ApiUrl, new
        {
            connections = new { shop = foreign.Id.ToString() },
            variables = new { folder = "inbox" },
        });

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.DoesNotContain("mine", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("alice", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_belongs_to_a_person_is_deleted()
    {
        await using var host = await StartAsync();
        await ConnectAsync(host);
        var other = await ConnectAsync(host, "eve");
        using var alice = host.Browser();
        await SendAsync(alice, HttpMethod.Put, ApiUrl, new { variables = new { folder = "inbox" } });

        var deleted = Json(await SendAsync(alice, HttpMethod.Delete, "/connect/api/person"));

        Assert.Equal(1, deleted.GetProperty("connections").GetInt32());
        Assert.Equal(1, deleted.GetProperty("activations").GetInt32());
        Assert.Equal([other], await host.Connections.ListAsync().ToListAsync());
        var entries = await host.Services.GetRequiredService<IAuditStore>().ListAsync(new(), default).ToListAsync();
        Assert.DoesNotContain(entries, entry => entry.Owner == Owner.User("alice") || entry.Actor == "alice");
    }

    [Fact]
    public async Task A_request_of_another_site_deletes_nobody()
    {
        await using var host = await StartAsync();
        var connection = await ConnectAsync(host);
        using var alice = host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/connect/api/person");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.BadRequest, (await alice.SendAsync(request)).Status);
        Assert.NotNull(await host.Connections.FindAsync(connection.Id));
    }
}
