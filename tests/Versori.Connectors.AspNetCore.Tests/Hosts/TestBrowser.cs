using System.Net;
using System.Security.Cryptography.X509Certificates;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Versori.Connectors.AspNetCore.Tests.Hosts;

/// <summary>
/// A browser without script: it keeps cookies, reads pages, fills in forms, and does not follow redirects.
/// </summary>
public sealed class TestBrowser : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;
    private readonly Uri _address;

    public TestBrowser(Uri address, X509Certificate2 certificate, string? user, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new();
        _address = address;
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = Cookies,
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, found, _, _) =>
                    found?.GetCertHashString() == certificate.GetCertHashString(),
            },
        };
        _client = new HttpClient(_handler) { BaseAddress = address };
        if (user is not null) SignIn(user);
    }

    public CookieContainer Cookies { get; }

    public void SignIn(string user) => Cookies.Add(_address, new Cookie(TestUsers.Cookie, user));

    public void SignOut() => Cookies.Add(_address, new Cookie(TestUsers.Cookie, ""));

    public async Task<TestPage> GetAsync(string url, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    public async Task<TestPage> PostAsync(string url, params IEnumerable<(string Name, string Value)> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        return await SendAsync(request);
    }

    /// <summary>
    /// Sends the page's form (the last one, or the one with this action) with values for some fields.
    /// </summary>
    public Task<TestPage> SubmitAsync(
        TestPage page, string? action = null, params (string Name, string Value)[] values) =>
        PressAsync(page, action, [], values);

    /// <summary>Presses a button of the page's last form.</summary>
    public Task<TestPage> PressAsync(TestPage page, string button, params (string Name, string Value)[] values)
    {
        Assert.NotNull(page.Document.QuerySelector($"button[name=do][value='{button}']"));
        return PressAsync(page, action: null, [new("do", button)], values);
    }

    private async Task<TestPage> PressAsync(
        TestPage page,
        string? action,
        IEnumerable<KeyValuePair<string, string>> button,
        (string Name, string Value)[] values)
    {
        var forms = page.Document.Forms.OfType<IHtmlFormElement>();
        var form = action is null
            ? forms.Last()
            : forms.First(found => found.GetAttribute("action")?.EndsWith(action, StringComparison.Ordinal) is true);
        var fields = FormFieldReader.Read(form);

        foreach (var (name, value) in values)
        {
            Assert.True(
                form.Elements.Any(element => element.GetAttribute("name") == name), $"The form has no field '{name}'.");
            fields.RemoveAll(field => field.Key == name);
            fields.Add(new(name, value));
        }

        fields.AddRange(button);
        var target = form.GetAttribute("action") ?? page.Url.PathAndQuery;
        var isMultipart = form.GetAttribute("enctype") == "multipart/form-data";
        using var request = new HttpRequestMessage(HttpMethod.Post, target);
        if (isMultipart)
        {
            var content = new MultipartFormDataContent();
            foreach (var (name, value) in fields) content.Add(new StringContent(value), $"\"{name}\"");
            request.Content = content;
        }
        else
        {
            request.Content = new FormUrlEncodedContent(fields);
        }

        return await SendAsync(request);
    }

    public async Task<TestPage> SendAsync(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(
            new Uri(_address, request.RequestUri!),
            response.StatusCode,
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(
                    header => header.Key,
                    header => string.Join(", ", header.Value),
                    StringComparer.OrdinalIgnoreCase),
            text,
            new HtmlParser().ParseDocument(text));
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }
}

/// <summary>A response, parsed.</summary>
public sealed record TestPage(
    Uri Url, HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Text, IHtmlDocument Document)
{
    public string Location => Headers["Location"];

    public string Title => Document.QuerySelector("h1")?.TextContent ?? "";

    /// <summary>The first link whose address contains the text.</summary>
    public string Link(string part) => Document.QuerySelectorAll("a")
        .Select(link => link.GetAttribute("href")!).First(href => href.Contains(part, StringComparison.Ordinal));
}
