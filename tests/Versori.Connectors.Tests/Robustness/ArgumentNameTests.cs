using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Robustness;

/// <summary>A missing value is refused, and the error names the argument.</summary>
public sealed class ArgumentNameTests
{
    private const string Lone = "a\ud800b";

    private static readonly Dictionary<string, string> NoFields = [];

    private static readonly Dictionary<string, (string Argument, Func<object?> Call)> Calls =
        new(StringComparer.Ordinal)
        {
            // Credentials.
            ["no API key"] = ("key", () => Credential.ApiKey(null!)),
            ["an empty API key"] = ("key", () => Credential.ApiKey("")),
            ["half a character in an API key"] = ("key", () => Credential.ApiKey(Lone)),
            ["no token"] = ("token", () => Credential.Bearer(null!)),
            ["an empty token"] = ("token", () => Credential.Bearer("")),
            ["half a character in a token"] = ("token", () => Credential.Bearer(Lone)),
            ["no user name"] = ("username", () => Credential.Basic(null!, "p")),
            ["no password"] = ("password", () => Credential.Basic("u", null!)),
            ["neither user name nor password"] = ("password", () => Credential.Basic("", "")),
            ["half a character in a password"] = ("password", () => Credential.Basic("u", Lone)),
            ["no client id"] = ("clientId", () => Credential.OAuth2ClientCredentials(null!, "s")),
            ["an empty client id"] = ("clientId", () => Credential.OAuth2ClientCredentials("", "s")),
            ["no client secret"] = ("clientSecret", () => Credential.OAuth2ClientCredentials("c", null!)),
            ["an empty client secret"] = ("clientSecret", () => Credential.OAuth2ClientCredentials("c", "")),
            ["no access token"] = ("accessToken", () => Credential.OAuth2Tokens(null!)),
            ["an empty access token"] = ("accessToken", () => Credential.OAuth2Tokens("")),
            ["an empty refresh token"] = ("refreshToken", () => Credential.OAuth2Tokens("a", "")),
            ["tokens of an empty client"] = ("clientId", () => Credential.OAuth2Tokens("a", "r", "")),
            ["tokens of an empty secret"] = ("clientSecret", () => Credential.OAuth2Tokens("a", "r", "c", "")),
            ["no certificate"] = ("certificate", () => Credential.ClientCertificate(null!)),
            ["an empty certificate"] = ("certificate", () => Credential.ClientCertificate(" ")),
            ["half a character in a key"] = ("privateKey", () => Credential.ClientCertificate("c", Lone)),
            ["an empty file"] = ("pkcs12", () => Credential.ClientCertificatePkcs12(default)),
            ["fields of no method"] = ("methodId", () => Credential.For(null!, NoFields)),
            ["fields of an empty method"] = ("methodId", () => Credential.For("", NoFields)),
            ["no fields"] = ("fields", () => Credential.For("m", null!)),
            ["a null field"] = ("fields", () => Credential.For("m", new Dictionary<string, string> { ["a"] = null! })),
            ["half a character in a field"] =
                ("fields", () => Credential.For("m", new Dictionary<string, string> { ["a"] = Lone })),
            ["a credential of no method"] = ("methodId", () => Credential.Bearer("t").WithMethod(null!)),
            ["a credential of an empty method"] = ("methodId", () => Credential.Bearer("t").WithMethod("")),

            // Ids.
            ["no key"] = ("value", () => new ConnectorId(null!)),
            ["an empty key"] = ("value", () => new ConnectorId("")),
            ["no text of a key"] = ("s", () => ConnectorId.Parse(null!)),
            ["no text of a connection"] = ("s", () => ConnectionId.Parse(null!)),
            ["no text of an owner"] = ("s", () => Owner.Parse(null!)),
            ["no user"] = ("id", () => Owner.User(null!)),
            ["an empty user"] = ("id", () => Owner.User("")),
            ["a binding without an environment"] =
                ("Environment", () => new BindingKey(new("integration", "name"), default, null!)),

            // Filters.
            ["a filter by a name with a NUL"] = ("Name", () => new ConnectionFilter { Name = "a\0b" }),
            ["a filter by a name with half a character"] = ("Name", () => new ConnectionFilter { Name = Lone }),
            ["a filter by an integration with a NUL"] =
                ("Integration", () => new TemplateFilter { Integration = "a\0b" }),
            ["a filter by an integration with half a character"] =
                ("Integration", () => new TemplateFilter { Integration = Lone }),

            // Registration.
            ["a typed client of an integration with a slash"] =
                ("integration", () => Services().AddHttpClient("x").AddVersoriConnection("a/b", "name")),
            ["a declared template of an integration with a slash"] = ("integration", () => Services()
                .AddVersoriConnectors()
                .AddConnector(new() { Id = ConnectorId.Parse("a"), Title = "A", BaseUrl = "https://a.example" })
                .AddTemplate("a/b", "name")),
        };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Fact]
    public void A_credential_from_a_setting_that_does_not_exist_says_so()
    {
        foreach (var call in new Func<object>[] { () => Credential.ApiKey(null!), () => Credential.Bearer("") })
        {
            var exception = Assert.ThrowsAny<ArgumentException>(() => call());
            Assert.Contains("environment variable", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_error_names_the_argument(string name)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(() => Calls[name].Call());

        Assert.Equal(Calls[name].Argument, exception.ParamName);
        Assert.DoesNotContain(Lone, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_name_or_a_password_may_be_empty_but_not_both()
    {
        Assert.Equal("", Credential.Basic("key", "").Fields["password"].Reveal());
        Assert.Equal("", Credential.Basic("", "token").Fields["username"].Reveal());
    }

    private static ServiceCollection Services() => new();
}
