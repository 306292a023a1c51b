using System.Text;
using System.Text.Json;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Tests.Invocation;

public class RedactionTests
{
    private const string Canary = "c@nary/+\"s ü1";

    private static readonly RequestRedactor Redactor = new([Canary], ["X-Key"], ["api_key", "client_secret"]);

    private static Task<SentRequest> Redact(HttpRequestMessage request) => Redact(request, Redactor);

    private static async Task<SentRequest> Redact(HttpRequestMessage request, RequestRedactor redactor) =>
        redactor.Redact(
            request,
            request.Content?.Headers,
            await SentBody.ReadAsync(request.Content, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Secrets_are_redacted_by_location()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "https://user:pw@x.com/a?api_key=unknown1&Api%5FKey=unknown2&page=2")
        {
            Content = new StringContent(
                """{"a":[{"client_secret":"unknown3","b":1}]}""", Encoding.UTF8, "application/json"),
            Headers =
            {
                { "Authorization", "Bearer unknown4" },
                { "Cookie", "sid=unknown5" },
                { "Proxy-Authorization", "unknown6" },
                { "x-key", "unknown7" },
                { "X-Other", "seen" },
            },
        };

        var sent = await Redact(request);

        Assert.Equal("POST https://x.com/a?api_key=[redacted]&Api_Key=[redacted]&page=2", sent.ToString());
        Assert.Equal("""{"a":[{"client_secret":"[redacted]","b":1}]}""", sent.Body);
        Assert.Equal(["[redacted]"], sent.Headers["authorization"]);
        Assert.Equal(["seen"], sent.Headers["X-Other"]);
        Assert.DoesNotContain("unknown", JsonSerializer.Serialize(sent.Headers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_fields_of_a_form_are_redacted()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.com/")
        {
            Content = new FormUrlEncodedContent([new("client_secret", "unknown"), new("b", "1")]),
        };

        Assert.Equal("client_secret=[redacted]&b=1", (await Redact(request)).Body);
    }

    [Fact]
    public async Task A_password_of_one_letter_does_not_change_other_text()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.com/boxes?next=x")
        {
            Content = new StringContent("""{"text":"tax box","x-key":"x"}""", Encoding.UTF8, "application/json"),
            Headers = { { "X-Key", "x" } },
        };

        var sent = await Redact(request, new RequestRedactor(["APIKEY123", "x"], ["X-Key"], ["x-key"]));

        Assert.Equal("POST https://x.com/boxes?next=x", sent.ToString());
        Assert.Equal("""{"text":"tax box","x-key":"[redacted]"}""", sent.Body);
        Assert.Equal(["[redacted]"], sent.Headers["X-Key"]);
    }

    public static TheoryData<string> Forms() => [.. new[]
    {
        Canary,
        Uri.EscapeDataString(Canary),
        Uri.EscapeDataString(Canary)
            .Replace("%2F", "%2f", StringComparison.Ordinal).Replace("%2B", "%2b", StringComparison.Ordinal)
            .Replace("%C3%BC", "%c3%bc", StringComparison.Ordinal),
        Uri.EscapeDataString(Canary).Replace("%20", "+", StringComparison.Ordinal),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))),
        JsonSerializer.Serialize(Canary).Trim('"'),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Canary)),
    }];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Secrets_are_redacted_by_value_in_every_encoding(string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.com/")
        {
            Content = new StringContent($"before {form} after"),
        };
        request.Headers.TryAddWithoutValidation("X-Other", $"v={form};");

        var sent = await Redact(request);

        Assert.Equal("before [redacted] after", sent.Body);
        Assert.Equal(["v=[redacted];"], sent.Headers["X-Other"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("user:")]
    public async Task A_secret_within_a_longer_base64_text_is_redacted(string prefix)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{prefix}{Canary}:tail"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.com/")
        {
            Headers = { { "X-Auth", $"Basic {encoded}" } },
        };

        var shown = (await Redact(request)).Headers["X-Auth"][0];

        Assert.Contains("[redacted]", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(encoded[8..14], shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_in_a_url_is_redacted_in_every_spelling_of_the_url()
    {
        using var raw = new HttpRequestMessage(HttpMethod.Get, new Uri($"https://x.com/bot{Canary}/send"));
        using var encoded = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri($"https://x.com/bot{Uri.EscapeDataString(Canary)}/send?q={Uri.EscapeDataString(Canary)}"));

        Assert.Equal("https://x.com/bot[redacted]/send", (await Redact(raw)).Url);
        Assert.Equal("https://x.com/bot[redacted]/send?q=[redacted]", (await Redact(encoded)).Url);
    }

    [Fact]
    public async Task A_secret_that_contains_another_is_redacted_completely()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.com/")
        {
            Content = new StringContent("abcd abcdefg reda"),
        };

        var sent = await Redact(request, new RequestRedactor(["abcd", "abcdefg", "reda"]));

        Assert.Equal("[redacted] [redacted] [redacted]", sent.Body);
    }

    [Fact]
    public async Task A_binary_body_is_described_and_a_stream_is_not_read()
    {
        using var stream = new MemoryStream("x"u8.ToArray());
        using var streamed = new HttpRequestMessage(HttpMethod.Post, "https://x.com/")
        {
            Content = new StreamContent(stream),
        };
        using var binary = new HttpRequestMessage(HttpMethod.Post, "https://x.com/")
        {
            Content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("image/png") } },
        };
        using var none = new HttpRequestMessage(HttpMethod.Get, "https://x.com/");

        Assert.Equal("[content of unknown type]", (await Redact(streamed)).Body);
        Assert.Equal(0, stream.Position);
        Assert.Equal("[3 bytes of image/png]", (await Redact(binary)).Body);
        Assert.Null((await Redact(none)).Body);
    }

    [Fact]
    public async Task A_long_body_is_truncated_after_it_is_redacted()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.com/")
        {
            Content = new StringContent(new string('x', (64 * 1024) - 5) + Canary),
        };

        var body = (await Redact(request)).Body!;

        Assert.EndsWith("x[reda[5 more characters]", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Cookies_are_redacted_in_responses()
    {
        using var response = new HttpResponseMessage
        {
            Content = new StringContent(""),
            Headers = { { "Set-Cookie", "sid=unknown" }, { "Location", "https://x.com/?api_key=unknown" } },
        };

        var headers = Redactor.RedactHeaders(response.Headers, response.Content.Headers);

        Assert.Equal(["[redacted]"], headers["set-cookie"]);
        Assert.Equal(["https://x.com/?api_key=[redacted]"], headers["Location"]);
        Assert.Equal(["text/plain; charset=utf-8"], headers["Content-Type"]);
    }
}
