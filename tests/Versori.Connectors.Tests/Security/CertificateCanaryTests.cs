using Versori.Connectors.Tests.Authentication.ClientCertificates;

namespace Versori.Connectors.Tests.Security;

/// <summary>Private keys and their passwords occur in no log, text, JSON, trace or exception.</summary>
public sealed class CertificateCanaryTests : MutualTlsTest
{
    private const string Password = "cAnArY-p4ssw0rd";

    private readonly ObservedOutput _observed = new();

    [Theory]
    [InlineData("pem")]
    [InlineData("encrypted")]
    [InlineData("pkcs12")]
    public async Task A_private_key_is_never_exposed(string form)
    {
        var pkcs12 = Client.Pkcs12(Password);
        var key = form == "encrypted" ? Client.EncryptedKeyPem(Password) : Client.KeyPem;
        var credential = form == "pkcs12"
            ? Credential.ClientCertificatePkcs12(pkcs12, Password, Authority.Pem)
            : Credential.ClientCertificate(Client.Pem, key, form == "encrypted" ? Password : null, Authority.Pem);
        var secrets = (
            form == "pkcs12"
                ? [Convert.ToBase64String(pkcs12)[..64], Convert.ToHexString(pkcs12)[..64]]
                : key.Split('\n').Where(line => line.Length == 64)).Append(Password).ToArray();
        Assert.NotEmpty(secrets);

        var connection = await ConnectAsync(credential);
        using var client = Engine.Clients.CreateClient(connection);
        await client.GetAsync("orders");
        _observed.Add(connection);
        _observed.Add(credential);
        foreach (var method in connection.Snapshot.Methods) _observed.Add(method);
        // Errors do not contain them either.
        _observed.Add(await FailAsync(Credential.ClientCertificate(Client.Pem, Authority.Issue().KeyPem)));
        _observed.Add(
            await FailAsync(Credential.ClientCertificate(Client.Pem, Client.EncryptedKeyPem("other"), Password)));
        _observed.Add(await FailAsync(Credential.ClientCertificatePkcs12(Client.Pkcs12("other"), Password)));
        _observed.Add(await FailAsync(Credential.ClientCertificate(key)));
        await Server.DisposeAsync();
        _observed.Add(await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync("orders")));
        _observed.Add(Engine.Logs);
        _observed.Dispose();

        Assert.NotEmpty(_observed.Texts);
        Assert.DoesNotContain(
            _observed.Texts, heard => secrets.Any(secret => heard.Text.Contains(secret, StringComparison.Ordinal)));
    }

    private async Task<ConnectorException> FailAsync(Credential credential) =>
        await Assert.ThrowsAsync<ConnectorException>(
            () => Engine.Connections.ConnectAsync(Bank, $"c{Guid.NewGuid()}", credential));
}
