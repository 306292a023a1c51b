using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>A SAML 2.0 bearer assertion as a grant (RFC 7522), verified by the XML signatures of .NET.</summary>
public sealed class SamlBearerTests : IAsyncLifetime
{
    private static readonly RSA Rsa = RSA.Create(2048);

    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _engine.System.TokenOutage = ScriptedResponse.Create(200, """{"access_token":"a","expires_in":600}""");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Each_token_request_has_a_new_signed_assertion()
    {
        var method = Method(new()
        {
            Issuer = "{clientId}",
            Subject = "{user}",
            Audience = "https://audience.example/a?b&c",
            Attributes = new Dictionary<string, string> { ["company"] = "A<&>B", ["none"] = "{nothing ?? \"\"}" },
        });
        var connection = await ConnectAsync(
            method, ("clientId", "key-1"), ("user", "ada@example.com"), ("privateKey", Rsa.ExportPkcs8PrivateKeyPem()));
        await _engine.Connections.RefreshAsync(connection.Id);

        var requests = _engine.System.RecordedTokenRequests;
        Assert.Equal("urn:ietf:params:oauth:grant-type:saml2-bearer", requests[0].Parameters["grant_type"]);
        var first = Verified(requests[0].Parameters["assertion"]);
        var second = Verified(requests[1].Parameters["assertion"]);
        Assert.NotEqual(first.DocumentElement!.GetAttribute("ID"), second.DocumentElement!.GetAttribute("ID"));
        Assert.Equal(
            ("key-1", "ada@example.com", "https://audience.example/a?b&c", "A<&>B"),
            (Text(first, "Issuer"), Text(first, "NameID"), Text(first, "Audience"), Text(first, "AttributeValue")));
        var data = (XmlElement)first.GetElementsByTagName("saml:SubjectConfirmationData")[0]!;
        Assert.Equal(_engine.System.TokenEndpoint.AbsoluteUri, data.GetAttribute("Recipient"));
        Assert.Equal("2026-03-01T12:05:00Z", data.GetAttribute("NotOnOrAfter"));
    }

    [Theory]
    [InlineData("<Assertion/>")]
    [InlineData("PEFzc2VydGlvbi8+\n")]
    [InlineData("PEFzc2VydGlvbi8-")]
    public async Task An_assertion_supplied_by_the_connection_is_sent_in_base64url(string assertion)
    {
        await ConnectAsync(Method(null), ("clientId", "key-1"), ("assertion", assertion));

        var sent = Assert.Single(_engine.System.RecordedTokenRequests).Parameters["assertion"];
        Assert.Equal("<Assertion/>", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(sent)));
    }

    [Fact]
    public async Task A_key_that_is_not_rsa_and_a_value_not_allowed_in_xml_are_typed_errors()
    {
        using var ec = ECDsa.Create();

        var wrongKey = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync(
            Method(new()), ("clientId", "k"), ("privateKey", ec.ExportPkcs8PrivateKeyPem())));
        var badValue = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync(
            Method(new() { Subject = "{user}" }),
            ("clientId", "k"),
            ("user", "a\"b"),
            ("privateKey", Rsa.ExportPkcs8PrivateKeyPem())));

        Assert.Equal("privateKey", wrongKey.Error.Location);
        Assert.Equal(ConnectorErrorCode.InvalidInput, badValue.Code);
    }

    private static XmlDocument Verified(string assertion)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(assertion)));
        var signed = new AssertionXml(document);
        signed.LoadXml((XmlElement)document.GetElementsByTagName("ds:Signature")[0]!);
        Assert.True(signed.CheckSignature(Rsa));
        return document;
    }

    private static string Text(XmlDocument document, string name) =>
        Assert.Single(document.GetElementsByTagName($"saml:{name}").Cast<XmlNode>()).InnerText;

    private OAuth2Auth Method(OAuth2SamlAssertion? assertion) => new()
    {
        Grant = OAuth2Grant.SamlBearer,
        TokenUrl = _engine.System.TokenEndpoint.AbsoluteUri,
        ClientAuthentication = OAuth2ClientAuthentication.None,
        SamlAssertion = assertion,
        Fields = [new() { Name = "user", Required = false }, new() { Name = "nothing", Required = false }],
    };

    private async Task<Connection> ConnectAsync(OAuth2Auth method, params (string Name, string Value)[] fields)
    {
        var connector = await _engine.PublishAsync(_engine.Definition(methods: method));
        return await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = Guid.NewGuid().ToString(),
            Credential = Credential.For(method.Id, fields.ToDictionary(field => field.Name, field => field.Value)),
            CheckCredential = false,
        });
    }

    // SAML identifies its elements by 'ID', an attribute that .NET does not look up.
    private sealed class AssertionXml(XmlDocument document) : SignedXml(document)
    {
        public override XmlElement? GetIdElement(XmlDocument? document, string idValue) =>
            document?.DocumentElement?.GetAttribute("ID") == idValue ? document.DocumentElement : null;
    }
}
