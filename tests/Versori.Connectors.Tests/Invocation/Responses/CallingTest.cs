using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Invocation.Responses;

/// <summary>An engine with a connection to a server whose responses the test writes.</summary>
public abstract class CallingTest : IAsyncLifetime
{
    private LoopbackServer _server = null!;

    protected EngineFixture Engine { get; private set; } = null!;

    protected IEndpointInvoker Invoker => Engine.Services.GetRequiredService<IEndpointInvoker>();

    /// <summary>Writes the response.</summary>
    protected RequestDelegate Respond { get; set; } = _ => Task.CompletedTask;

    /// <summary>The address of the server.</summary>
    protected string Address => _server.BaseAddress.AbsoluteUri.TrimEnd('/');

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Engine = await EngineFixture.StartAsync();
        _server = await LoopbackServer.StartAsync(context => Respond(context));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <summary>Connects to the server with one endpoint, <c>call</c>.</summary>
    protected async Task<Connection> ConnectAsync(
        ConnectorEndpoint? endpoint = null, Func<ConnectorDefinition, ConnectorDefinition>? change = null,
        string? address = null, AuthMethod? method = null)
    {
        var definition = Engine.Definition(methods: method ?? new BearerAuth()) with
        {
            BaseUrl = address ?? Address,
            Endpoints = [(endpoint ?? new() { Id = "call", Method = "GET", Path = "/call" }) with { Id = "call" }],
        };
        await Engine.PublishAsync(change?.Invoke(definition) ?? definition);
        return await Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "acme",
            Credential = Credential.Bearer("s3cr3t-value"),
            CheckCredential = false,
        });
    }

    protected void RespondWith(int status, string body, string contentType = "application/json") =>
        Respond = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            await context.Response.WriteAsync(body, context.RequestAborted);
        };
}
