using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.Authentication.ClientCertificates;

/// <summary>An engine, a system with mutual TLS and a private CA, and another server that the host trusts.</summary>
public abstract class MutualTlsTest : IAsyncLifetime
{
    protected static readonly ConnectorId Bank = ConnectorId.Parse("bank");

    protected TestAuthority Authority { get; } = new();

    protected IssuedCertificate Client { get; private set; } = null!;

    protected MutualTlsServer Server { get; private set; } = null!;

    protected MutualTlsServer Other { get; private set; } = null!;

    protected EngineFixture Engine { get; private set; } = null!;

    protected RecordingSecretStore Secrets { get; } = new();

    /// <summary>The response of the system. The default is a success.</summary>
    protected RequestDelegate Response { get; set; } = _ => Task.CompletedTask;

    /// <summary>The requests that passed a handler that the host added to the pipeline.</summary>
    protected int Passed => Volatile.Read(ref _passed);

    private int _passed;

    public async ValueTask InitializeAsync()
    {
        Client = Authority.Issue();
        Server = await MutualTlsServer.StartAsync(Authority, Authority, context => Response(context));
        var elsewhere = new TestAuthority("Elsewhere");
        Other = await MutualTlsServer.StartAsync(elsewhere, callers: null, _ => Task.CompletedTask);
        Engine = await EngineFixture.StartAsync(Configure);

        void Configure(VersoriConnectorsBuilder builder)
        {
            builder.Services.AddSingleton<ISecretStore>(Secrets);
            builder.Services.AddHttpClient(ConnectorClientFactory.PipelineName)
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
                {
                    SslOptions =
                    {
                        RemoteCertificateValidationCallback = (_, presented, _, errors) =>
                            errors == 0 || presented?.Issuer == "CN=Elsewhere",
                    },
                })
                .AddHttpMessageHandler(() => new Passage(() => Interlocked.Increment(ref _passed)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Engine.DisposeAsync();
        await Server.DisposeAsync();
        await Other.DisposeAsync();
        Authority.Dispose();
    }

    protected ConnectorDefinition Definition(params AuthMethod[] methods) => new()
    {
        Id = Bank,
        Title = "Bank",
        BaseUrl = Server.BaseAddress.AbsoluteUri.TrimEnd('/'),
        AuthMethods = methods.Length > 0 ? methods : [new ClientCertificateAuth()],
        Endpoints = [new() { Id = "me", Method = "GET", Path = "/me" }],
    };

    protected Credential Certificate(IssuedCertificate? certificate = null) =>
        Credential.ClientCertificate(
            (certificate ?? Client).Pem, (certificate ?? Client).KeyPem, certificateAuthorities: Authority.Pem);

    protected async Task<Connection> ConnectAsync(Credential? credential = null, params Credential[] further)
    {
        if (await Engine.Catalog.FindAsync(Bank) is null) await Engine.PublishAsync(Definition());
        return await Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = Bank,
            Name = "acme",
            Credential = credential ?? Certificate(),
            AdditionalCredentials = further,
        });
    }

    /// <summary>Connecting fails and leaves no connection and no secrets.</summary>
    protected async Task<ConnectorError> RefusedAsync(Credential credential, params Credential[] further)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync(credential, further));
        Assert.Empty(Secrets.Live);
        await foreach (var connection in Engine.Connections.ListAsync(new()))
            Assert.Fail($"'{connection.Name}' was saved.");
        return exception.Error;
    }

    private sealed class Passage(Action pass) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            pass();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
