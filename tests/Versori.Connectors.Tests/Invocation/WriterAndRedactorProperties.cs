using System.Text.Json;
using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;
using Versori.Connectors.Invocation;
using Versori.Connectors.Tests.Authentication;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Invocation;

/// <summary>
/// The redactor finds everything that a placement writes by the secret's value, without the placement's name.
/// </summary>
public sealed class WriterAndRedactorProperties
{
    private static readonly (CredentialLocation Location, string Name, string Body)[] Places =
    [
        (CredentialLocation.Header, "X-Key", ""),
        (CredentialLocation.Query, "key", ""),
        (CredentialLocation.Cookie, "key", ""),
        (CredentialLocation.Path, "/", ""),
        (CredentialLocation.Path, "/api", ""),
        (CredentialLocation.Body, "key", "a=b"),
        (CredentialLocation.Body, "key", "{\"a\":1}"),
        (CredentialLocation.Body, "/a/key", "{}"),
    ];

    private static readonly string[] Values =
        ["{key}", "bot{key}", "Token {key}", "{key | base64}", "{key | urlEncode}"];

    [Theory]
    [InlineData("a/b+c=d:e,f")]
    [InlineData("k/+2")]
    [InlineData("a/b:c")]
    [InlineData("p/q=1,2+3:4")]
    public void A_key_in_the_path_is_redacted_with_every_reserved_character(string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example/api/me?a=b");

        Assert.True(IsRedacted(secret, CredentialLocation.Path, "/api", "{key}", ""));
        PathSegments.Set(request, "/api", PathSegments.Encode(secret, "/api"));
        Assert.Equal(
            "https://x.example/api/[redacted]/me?a=b", new RequestRedactor([secret]).RedactUrl(request.RequestUri!));
        Assert.Equal("/api/[redacted]/me", PathSegments.RedactedPath(request));
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300, Arbitrary = [typeof(InvocationProperties)])]
    public bool Secrets_in_every_placement_are_redacted(string secret) =>
        secret.Length < 4 || Places.All(place => Values.All(
            value => IsRedacted(secret, place.Location, place.Name, value, place.Body)));

    // Each character is plain or escaped in upper or lower case, as a server, proxy or SDK may write it.
    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300, Arbitrary = [typeof(InvocationProperties)])]
    public bool A_secret_is_redacted_in_every_form_of_percent_encoding(string secret, int seed)
    {
        if (secret.Length < 4 || secret.Any(char.IsSurrogate)) return true;
        var random = new Random(seed);
        var url = string.Concat(System.Text.Encoding.UTF8.GetBytes(secret).Select(octet => random.Next(3) switch
        {
            0 when octet < 128 && octet != '%' => ((char)octet).ToString(),
            1 => $"%{octet:x2}",
            _ => $"%{octet:X2}",
        }));
        var json = string.Concat(secret.Select(character => random.Next(3) switch
        {
            0 when character is not ('\\' or '"') => character.ToString(),
            1 => $"\\u{(int)character:x4}",
            _ => $"\\u{(int)character:X4}",
        }));
        var forms = new SecretForms([secret]);
        return forms.Redact($"<{url}>") == "<[redacted]>" && forms.Redact($"<{json}>") == "<[redacted]>";
    }

    [Fact]
    public async Task A_key_in_the_path_is_redacted_after_a_signature_encodes_the_path_again()
    {
        const string Secret = "a/b+c=d:e,f";
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example/api/me");
        await Signing.SignAsync(ApiKeyAuth.Create(CredentialLocation.Path, "/api"), request, default, ("key", Secret));
        await Signing.SignAsync(
            new AwsSignatureV4Auth { Region = "r", Service = "s" },
            request,
            default,
            ("accessKeyId", "k"),
            ("secretAccessKey", "s"));

        Assert.Equal(
            "https://x.example/api/[redacted]/me", new RequestRedactor([Secret]).RedactUrl(request.RequestUri!));
        Assert.Equal("/api/[redacted]/me", PathSegments.RedactedPath(request));
        PathSegments.Remove(request, "/api");
        Assert.Equal("/api/me", request.RequestUri!.AbsolutePath);
    }

    [Fact]
    public void A_url_with_dot_segments_can_be_redacted()
    {
        var exact = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };

        var text = new RequestRedactor(["secret"])
            .RedactUrl(new Uri("https://u:p@x.example/a/../secret?q=secret", exact));

        Assert.Equal("https://x.example/a/../[redacted]?q=[redacted]", text);
    }

    private static bool IsRedacted(string secret, CredentialLocation location, string name, string value, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example/api/me?a=b");
        if (body.Length > 0)
        {
            var type = body[0] == '{' ? "application/json" : "application/x-www-form-urlencoded";
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, type);
        }

        try
        {
            var values = new ExpressionValues().SetSecret("key", new Secret(secret));
            var placement = new CredentialPlacement { In = location, Name = name, Value = value };
            PlacementAuthenticators.Prepare(placement, values)
                .ApplyAsync(request, default).AsTask().GetAwaiter().GetResult();
        }
        catch (ConnectorException)
        {
            return true; // The place does not allow this value, so nothing is sent.
        }

        var content = SentBody.ReadAsync(request.Content, default).AsTask().GetAwaiter().GetResult();
        var sent = new RequestRedactor([secret]).Redact(request, request.Content?.Headers, content);
        var shown = JsonSerializer.Serialize(sent.Headers) + sent.Url + sent.Body;
        return shown.Contains(Secret.Redacted, StringComparison.Ordinal)
            && !Uri.UnescapeDataString(sent.Url).Contains(secret, StringComparison.Ordinal);
    }
}
