using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Tests.Webhooks;

namespace Versori.Connectors.Tests.Authentication;

/// <summary>The engine does not contain Ed25519: a package adds it, and without it the error says so.</summary>
[Collection(nameof(Ed25519PackageTests))]
public sealed class Ed25519PackageTests : IDisposable
{
    private readonly IEd25519Algorithm? _before = Ed25519Provider.Use(null);

    public void Dispose() => Ed25519Provider.Use(_before);

    [Fact]
    public void A_key_is_refused_with_the_package_that_is_missing()
    {
        var error = Assert.Throws<ConnectorException>(
            () => KeyLoader.Load(TestKeys.Ed25519Jwk, isShared: false, "privateKey"));

        Assert.Equal((ConnectorErrorCode.NotSupported, "privateKey"), (error.Code, error.Error.Location));
        Assert.Contains("Versori.Connectors.Ed25519", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_is_refused_with_the_package_that_is_missing()
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
    public void The_package_adds_it_to_the_process()
    {
        new ServiceCollection().AddVersoriConnectors().AddEd25519();

        var key = KeyLoader.Load(TestKeys.Ed25519Jwk, isShared: false, "privateKey");

        Assert.True(key.Verify(JwtAlgorithm.EdDsa, "data"u8, key.Sign(JwtAlgorithm.EdDsa, "data"u8)));
    }

    [Fact]
    public void The_engine_brings_no_cryptography_of_its_own_along() =>
        Assert.DoesNotContain(
            typeof(IConnections).Assembly.GetReferencedAssemblies(),
            name => name.Name!.Contains("BouncyCastle", StringComparison.Ordinal));
}

/// <summary>Nothing else runs while the process is without Ed25519.</summary>
[CollectionDefinition(nameof(Ed25519PackageTests), DisableParallelization = true)]
public sealed class Ed25519PackageCollection;
