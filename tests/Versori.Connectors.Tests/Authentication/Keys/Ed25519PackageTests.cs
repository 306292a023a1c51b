using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Tests.Webhooks;

namespace Versori.Connectors.Tests.Authentication;

/// <summary>The engine does not contain Ed25519. A package adds it, and an error names a missing package.</summary>
[Collection(nameof(Ed25519PackageTests))]
public sealed class Ed25519PackageTests : IDisposable
{
    private readonly IEd25519Algorithm? _before = Ed25519Provider.Use(null);

    public void Dispose() => Ed25519Provider.Use(_before);

    [Fact]
    public void A_refused_key_names_the_missing_package()
    {
        var error = Assert.Throws<ConnectorException>(
            () => KeyLoader.Load(TestKeys.Ed25519Jwk, isShared: false, "privateKey"));

        Assert.Equal((ConnectorErrorCode.NotSupported, "privateKey"), (error.Code, error.Error.Location));
        Assert.Contains("Versori.Connectors.Ed25519", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_webhook_names_the_missing_package()
    {
        Ed25519Provider.Use(_before);
        await using var hooks = await WebhookFixture.StartAsync(
            new HttpSignatureWebhookScheme { Algorithm = HttpSignatureAlgorithm.Ed25519 },
            HttpSignatureVectorTests.Ed25519Public);
        Ed25519Provider.Use(null);

        var verification = await hooks.VerifyAsync(WebhookFixture.Request("{}"));
        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => hooks.SetAsync(HttpSignatureVectorTests.Ed25519Public));

        Assert.Equal(WebhookOutcome.NoSecret, verification.Outcome);
        Assert.Contains("Versori.Connectors.Ed25519", verification.Reason, StringComparison.Ordinal);
        Assert.Equal(ConnectorErrorCode.NotSupported, error.Code);
    }

    [Fact]
    public void The_package_adds_Ed25519_to_the_process()
    {
        new ServiceCollection().AddVersoriConnectors().AddEd25519();

        var key = KeyLoader.Load(TestKeys.Ed25519Jwk, isShared: false, "privateKey");

        Assert.True(key.Verify(JwtAlgorithm.EdDsa, "data"u8, key.Sign(JwtAlgorithm.EdDsa, "data"u8)));
    }

    [Fact]
    public void The_engine_references_no_cryptography_library() =>
        Assert.DoesNotContain(
            typeof(IConnections).Assembly.GetReferencedAssemblies(),
            name => name.Name!.Contains("BouncyCastle", StringComparison.Ordinal));
}

/// <summary>No other test runs while Ed25519 is not registered in the process.</summary>
[CollectionDefinition(nameof(Ed25519PackageTests), DisableParallelization = true)]
public sealed class Ed25519PackageCollection;
