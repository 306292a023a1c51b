using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Requests;

namespace Versori.Connectors.Tests.Providers;

/// <summary>
/// The conversation of a provider's fixture: connect, call, and call again after the token has
/// expired.
/// </summary>
internal static class ProviderConversation
{
    /// <summary>Runs the conversation and returns its requests as text.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string name)
    {
        var provider = ProviderCase.Load(name);
        await using var system = await ProviderSystem.StartAsync();
        await using var engine = await EngineFixture.StartAsync(builder =>
        {
            foreach (var pipeline in new[] { OAuth2Http.PipelineName, ConnectorClientFactory.PipelineName })
                builder.Services.AddHttpClient(pipeline).AddHttpMessageHandler(system.Redirection);
        });
        if (provider.Now is { } now) engine.Time.AdjustTime(now);
        Assert.Equal(provider.Definition, ConnectorDefinition.Parse(provider.Definition.ToJson()));
        Assert.Empty(engine.Catalog.Validate(provider.Definition));
        var pages = new List<string>();
        await engine.PublishAsync(provider.Definition);

        var connection = provider.SignIn is { } signIn
            ? await SignInAsync(engine, system, provider, signIn, pages)
            : await ConnectAsync(engine, system, provider);

        system.AssertDone();
        var isChecked = provider.Method.CheckRequests.Count > 0 || provider.Definition.Endpoints.Count > 0;
        Assert.Equal(
            isChecked ? ConnectionCheckOutcome.Accepted : ConnectionCheckOutcome.NotChecked, connection.Check!.Outcome);
        foreach (var call in provider.Calls) await CallAsync(engine, system, connection, call);
        if (provider.Refresh.Length > 0) await RefreshAsync(engine, system, provider, connection);
        return [.. pages, .. system.Requests.Select(RequestText.Of)];
    }

    private static Task<Connection> ConnectAsync(EngineFixture engine, ProviderSystem system, ProviderCase provider)
    {
        system.Expect(provider.Connect);
        return engine.Connections.ConnectAsync(new()
        {
            ConnectorId = provider.Definition.Id,
            Name = "acme",
            Credential = provider.Credential,
            Inputs = provider.Inputs,
        });
    }

    private static async Task<Connection> SignInAsync(
        EngineFixture engine, ProviderSystem system, ProviderCase provider, JsonElement signIn, List<string> pages)
    {
        system.Expect(provider.Begin);
        var authorizations = engine.Services.GetRequiredService<ISignIns>();
        var client = provider.Begin.Length > 0 ? null : provider.Credential;
        var authorization = await authorizations.BeginAsync(new()
        {
            ConnectorId = provider.Definition.Id,
            MethodId = provider.Method.Id,
            Name = "acme",
            RedirectUri = new(provider.RedirectUri),
            Client = client,
            Inputs = provider.Inputs,
        });
        system.AssertDone();

        // The sign-in page is not opened. The test checks its parameters and supplies the callback.
        pages.Add(RequestText.OfPage(authorization.Url));
        var page = authorization.Url.AbsoluteUri;
        var parameters = QueryHelpers.ParseQuery(page[page.LastIndexOf('?')..]);
        Assert.Equal(signIn.GetProperty("url").GetString(), page[..page.LastIndexOf('?')]);
        var expected = signIn.GetProperty("expect");
        foreach (var parameter in expected.EnumerateObject())
        {
            var (found, wanted) = (Value(parameter.Name), parameter.Value.GetString());
            Assert.True(Exchange.IsMet(found, wanted), $"{parameter.Name} is '{found}' and not '{wanted}'.");
        }

        if (Exchange.ExampleOf(signIn) is not null)
            Assert.Empty(parameters.Keys.Except(expected.EnumerateObject().Select(parameter => parameter.Name)));
        var callback = ProviderCase.Texts(signIn.GetProperty("callback"))
            .Append(KeyValuePair.Create("state", parameters["state"].ToString()));
        system.Expect(provider.Connect);
        return await authorizations.CompleteAsync(
            new()
            {
                Uri = new(QueryHelpers.AddQueryString(provider.RedirectUri, callback!)),
                Session = authorization.Session,
            });

        string? Value(string name) => parameters.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    private static async Task CallAsync(
        EngineFixture engine, ProviderSystem system, Connection connection, Exchange call)
    {
        system.Expect([call]);
        using var client = engine.Clients.CreateClient(connection);
        using var request = call.Send();
        using var response = await client.SendAsync(request);

        system.AssertDone();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task RefreshAsync(
        EngineFixture engine, ProviderSystem system, ProviderCase provider, Connection connection)
    {
        engine.Time.SetUtcNow(connection.Tokens[0].ExpiresAt!.Value.AddSeconds(1));
        system.Expect(provider.Refresh);
        var endpoint = provider.Definition.Endpoints[0];
        var arguments = new EndpointArguments();
        foreach (var parameter in endpoint.Parameters)
        {
            arguments.Add(
                parameter.Name,
                connection.Snapshot.Inputs.GetValueOrDefault(parameter.Name)
                    ?? connection.Snapshot.CapturedValues[parameter.Name]);
        }

        var result = await engine.Services.GetRequiredService<IEndpointInvoker>()
            .InvokeAsync(connection.Id, endpoint.Id, arguments);

        system.AssertDone();
        Assert.Equal(200, result.StatusCode);
    }
}
