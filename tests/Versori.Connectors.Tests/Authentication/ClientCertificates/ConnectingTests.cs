using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.Authentication.ClientCertificates;

/// <summary>The accepted forms of certificates, and the errors for unusable ones.</summary>
public sealed class ConnectingTests : MutualTlsTest
{
    private const string Password = "p4ss w0rd";

    [Theory]
    [InlineData("pem")]
    [InlineData("pem in one field")]
    [InlineData("pem with the key first")]
    [InlineData("pem with line breaks as text")]
    [InlineData("encrypted key")]
    [InlineData("rsa")]
    [InlineData("traditional rsa")]
    [InlineData("traditional ec")]
    [InlineData("chain")]
    [InlineData("chain upside down")]
    [InlineData("pkcs12")]
    [InlineData("pkcs12 without password")]
    [InlineData("pkcs12 with chain")]
    public async Task A_certificate_is_accepted_in_every_common_form(string form)
    {
        var certificate = Authority.Issue(
            rsa: form.Contains("rsa", StringComparison.Ordinal),
            hasIntermediate: form.Contains("chain", StringComparison.Ordinal));
        var ca = Authority.Pem;
        var upsideDown = string.Join(
            '\n',
            certificate.Pem.Split(
                "-----END CERTIFICATE-----",
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse().Select(each =>
                    each + "\n-----END CERTIFICATE-----"));

        var connection = await ConnectAsync(form switch
        {
            "pem in one field" =>
                Credential.ClientCertificate($"{certificate.Pem}\n{certificate.KeyPem}", certificateAuthorities: ca),
            "pem with the key first" =>
                Credential.ClientCertificate($"{certificate.KeyPem}\n{certificate.Pem}", certificateAuthorities: ca),
            "pem with line breaks as text" =>
                Credential.ClientCertificate(
                    certificate.Pem.Replace("\n", "\\n", StringComparison.Ordinal),
                    certificate.KeyPem.Replace("\n", "\\n", StringComparison.Ordinal),
                    certificateAuthorities: ca),
            "encrypted key" =>
                Credential.ClientCertificate(certificate.Pem, certificate.EncryptedKeyPem(Password), Password, ca),
            "traditional rsa" or "traditional ec" =>
                Credential.ClientCertificate(
                    certificate.Pem, certificate.TraditionalKeyPem, certificateAuthorities: ca),
            "chain upside down" =>
                Credential.ClientCertificate(upsideDown, certificate.KeyPem, certificateAuthorities: ca),
            "pkcs12" or "pkcs12 with chain" =>
                Credential.ClientCertificatePkcs12(certificate.Pkcs12(Password), Password, ca),
            "pkcs12 without password" =>
                Credential.ClientCertificatePkcs12(certificate.Pkcs12(""), certificateAuthorities: ca),
            _ => Certificate(certificate),
        });

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
        Assert.Equal(certificate.Thumbprint, Server.Presented[^1]);
    }

    [Theory]
    [InlineData("rubbish", "certificate")]
    [InlineData("rubbish in pem", "certificate")]
    [InlineData("certificate without key", "certificate")]
    [InlineData("no certificate but a key", "certificate")]
    [InlineData("rubbish as key", "privateKey")]
    [InlineData("another certificate's key", "privateKey")]
    [InlineData("encrypted key without password", "password")]
    [InlineData("encrypted key and wrong password", "password")]
    [InlineData("pkcs12 and wrong password", "password")]
    [InlineData("pkcs12 and no password", "password")]
    [InlineData("pkcs12 that is cut off", "certificate")]
    [InlineData("pkcs12 without key", "certificate")]
    [InlineData("pkcs12 and a key", "privateKey")]
    [InlineData("expired", "certificate")]
    [InlineData("rubbish as authorities", "certificateAuthorities")]
    public async Task An_unusable_certificate_is_an_error_that_names_the_field(string what, string field)
    {
        var pkcs12 = Client.Pkcs12(Password);
        using var ca = X509CertificateLoader.LoadCertificate(Authority.Root.RawData);

        var error = await RefusedAsync(what switch
        {
            "rubbish" => Credential.ClientCertificate("cert.pem", Client.KeyPem),
            "rubbish in pem" =>
                Credential.ClientCertificate(
                    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", Client.KeyPem),
            "certificate without key" => Credential.ClientCertificate(Client.Pem),
            "no certificate but a key" => Credential.ClientCertificate(Client.KeyPem),
            "rubbish as key" => Credential.ClientCertificate(Client.Pem, "key.pem"),
            "another certificate's key" => Credential.ClientCertificate(Client.Pem, Authority.Issue().KeyPem),
            "encrypted key without password" =>
                Credential.ClientCertificate(Client.Pem, Client.EncryptedKeyPem(Password)),
            "encrypted key and wrong password" =>
                Credential.ClientCertificate(Client.Pem, Client.EncryptedKeyPem(Password), "wrong"),
            "pkcs12 and wrong password" => Credential.ClientCertificatePkcs12(pkcs12, "wrong"),
            "pkcs12 and no password" => Credential.ClientCertificatePkcs12(pkcs12),
            "pkcs12 that is cut off" => Credential.ClientCertificatePkcs12(pkcs12.AsMemory(0, 100), Password),
            "pkcs12 without key" =>
                Credential.ClientCertificatePkcs12(
                    new X509Certificate2Collection(ca).Export(X509ContentType.Pkcs12, Password)!, Password),
            "pkcs12 and a key" => Credential.ClientCertificate(Convert.ToBase64String(pkcs12), Client.KeyPem, Password),
            "expired" => Certificate(Authority.Issue(until: Engine.Time.GetUtcNow().AddSeconds(-1))),
            _ => Credential.ClientCertificate(Client.Pem, Client.KeyPem, certificateAuthorities: "ca.pem"),
        });

        Assert.Equal((ConnectorErrorCode.InvalidCredential, field), (error.Code, error.Location));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_server_without_a_trusted_authority_is_refused_before_any_request()
    {
        var error = await RefusedAsync(Credential.ClientCertificate(Client.Pem, Client.KeyPem));

        Assert.Equal(ConnectorErrorCode.UntrustedServer, error.Code);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_server_with_a_certificate_of_another_ca_is_refused()
    {
        using var another = new TestAuthority("Another CA");

        Assert.Equal(
            ConnectorErrorCode.UntrustedServer,
            (
                await RefusedAsync(
                    Credential.ClientCertificate(
                        Client.Pem, Client.KeyPem, certificateAuthorities: another.Pem))).Code);
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_ca_of_the_connector_replaces_or_extends_the_system_authorities(bool besides)
    {
        await Engine.PublishAsync(
            Definition(
                new ClientCertificateAuth
                {
                    CertificateAuthorities = Authority.Pem,
                    TrustSystemAuthorities = besides,
                }));

        var connection = await ConnectAsync(Credential.ClientCertificatePkcs12(Client.Pkcs12(Password), Password));

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_for_another_host_name_is_refused_even_from_a_trusted_ca(bool besides)
    {
        await using var other = await MutualTlsServer.StartAsync(
            Authority, Authority, _ => Task.CompletedTask, host: "elsewhere.example");
        await Engine.PublishAsync(
            Definition(
                new ClientCertificateAuth
                {
                    TrustSystemAuthorities = besides,
                }) with
            { BaseUrl = other.BaseAddress.AbsoluteUri });

        Assert.Equal(ConnectorErrorCode.UntrustedServer, (await RefusedAsync(Certificate())).Code);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://bank.example")]
    public async Task Plain_http_is_refused_when_connecting(string address)
    {
        await Engine.PublishAsync(Definition() with { BaseUrl = address, AllowInsecureHttp = true });

        Assert.Equal(ConnectorErrorCode.InsecureTransport, (await RefusedAsync(Certificate())).Code);
    }

    [Fact]
    public async Task A_connection_has_at_most_one_certificate()
    {
        await Engine.PublishAsync(
            Definition(new ClientCertificateAuth { Id = "a" }, new ClientCertificateAuth { Id = "b" }));

        var error = await RefusedAsync(Certificate().WithMethod("a"), Certificate().WithMethod("b"));

        Assert.Equal((ConnectorErrorCode.InvalidCredential, "b"), (error.Code, error.Location));
    }

    [Fact]
    public async Task An_invalid_authority_is_a_problem_of_the_definition()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Engine.PublishAsync(Definition(new ClientCertificateAuth { CertificateAuthorities = "ca.pem" })));

        Assert.Equal("/authMethods/0/certificateAuthorities", exception.Error.Location);
    }

    [Fact]
    public void The_test_authority_rejects_a_certificate_of_another_authority()
    {
        using var another = new TestAuthority("Another CA");
        Assert.False(Authority.Vouches(another.Issue().Certificate, null));
        Assert.True(Authority.Vouches(Client.Certificate, null));
        Assert.IsAssignableFrom<ECDsa>(Client.Certificate.GetECDsaPrivateKey());
    }
}
