using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Forms;

public sealed class MethodFormTests
{
    public static TheoryData<string> Methods => [.. FormMethods.All.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_person_connects_with_the_form_of_every_method(string name)
    {
        var (create, fields) = FormMethods.All[name];
        await using var host = await ConnectHost.StartAsync(services: AddCustom);
        var method = create(host.System.BaseAddress);
        await host.PublishAsync([method], definition => definition with
        {
            BaseUrl = "https://shop.example/",
            Endpoints = [],
        });
        using var browser = host.Browser();

        var form = await browser.GetAsync("/connect/connectors/shop/new");
        var isFile = form.Document.QuerySelector("form")!.GetAttribute("enctype") is not null;
        var connected = isFile
            ? await UploadAsync(browser, form, fields[0].Value)
            : await browser.SubmitAsync(
                form,
                null,
                [("name", "mine"), .. fields.Select(field => ($"field.{method.Id}.{field.Name}", field.Value))]);

        Assert.True(connected.Status == HttpStatusCode.SeeOther, connected.Document.QuerySelector("main")?.TextContent);
        var connection = Assert.Single(await host.Connections.ListAsync().ToListAsync());
        Assert.Equal(method.Id, connection.Snapshot.Methods[0].Id);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Every_field_has_a_label_and_secrets_are_hidden(string name)
    {
        var (create, fields) = FormMethods.All[name];
        await using var host = await ConnectHost.StartAsync(services: AddCustom);
        var method = create(host.System.BaseAddress);
        await host.PublishAsync([method], definition => definition with
        {
            BaseUrl = "https://shop.example/",
            Endpoints = [],
        });
        using var browser = host.Browser();

        var document = (await browser.GetAsync("/connect/connectors/shop/new", ("Accept-Language", "de"))).Document;

        var controls = document.QuerySelectorAll("input:not([type=hidden]), textarea, select");
        Assert.All(controls, control => Assert.NotEmpty(
            document.QuerySelector($"label[for='{control.Id}']")?.TextContent.Trim() ?? ""));
        Assert.All(
            fields,
            field => Assert.Contains(controls, control => control.Id == $"field.{method.Id}.{field.Name}"));
        var secrets = document.QuerySelectorAll("input[name^='field.'][type=text]").Select(input => input.Id);
        Assert.All(secrets, id => Assert.Matches("\\.(username|clientId|accessKeyId|keyId)$", id));
    }

    [Fact]
    public void Every_kind_of_auth_method_is_covered() => Assert.Equal(
        FormMethods.Types.Select(type => type.Name).Order(),
        FormMethods.All.Values.Select(item => item.Method(new("http://127.0.0.1/")).GetType().Name).Distinct().Order());

    [Fact]
    public async Task Inputs_have_titles_help_patterns_and_choices()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()], definition => definition with
        {
            Inputs =
            [
                new() { Name = "store", Title = "Store", Description = "The name in the address.", Pattern = "[a-z]+" },
                new() { Name = "region", AllowedValues = ["eu", "us"] },
                new() { Name = "page", Default = "1" },
            ],
        });
        using var browser = host.Browser();

        var form = await browser.GetAsync("/connect/connectors/shop/new");
        var store = form.Document.GetElementById("input.store")!;
        var wrong = await browser.SubmitAsync(
            form,
            null,
            ("field.bearer.token", ConnectHost.GoodKey),
            ("input.store", "ACME 1"),
            ("input.region", "eu"));
        var right = await browser.SubmitAsync(
            wrong,
            null,
            ("field.bearer.token", ConnectHost.GoodKey),
            ("input.store", "acme"));

        Assert.Equal("[a-z]+", store.GetAttribute("pattern"));
        Assert.Equal("The name in the address.", form.Document.GetElementById("input.store-help")!.TextContent);
        Assert.Equal(
            ["", "eu", "us"],
            form.Document.QuerySelectorAll("option").Select(option => option.GetAttribute("value")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("true", wrong.Document.GetElementById("input.store")!.GetAttribute("aria-invalid"));
        Assert.NotNull(wrong.Document.QuerySelector("[role=alert] a[href='#input.store']"));
        Assert.Equal(HttpStatusCode.SeeOther, right.Status);
        var inputs = Assert.Single(await host.Connections.ListAsync().ToListAsync()).Snapshot.Inputs;
        Assert.Equal(("acme", "eu", "1"), (inputs["store"], inputs["region"], inputs["page"]));
    }

    [Fact]
    public async Task Methods_that_are_needed_together_are_one_form()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync(
            [new BearerAuth(), ApiKeyAuth.Create(CredentialLocation.Header, "X-App")],
            definition => definition with { AuthAlternatives = [new() { Methods = ["bearer", "apiKey"] }] });
        using var browser = host.Browser();

        var form = await browser.GetAsync("/connect/connectors/shop/new");
        var done = await browser.SubmitAsync(
            form, null, ("field.bearer.token", ConnectHost.GoodKey), ("field.apiKey.key", "app"));

        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        var connection = Assert.Single(await host.Connections.ListAsync().ToListAsync());
        Assert.Equal(["bearer", "apiKey"], connection.Snapshot.Methods.Select(method => method.Id));
    }

    [Fact]
    public async Task A_file_of_the_wrong_kind_is_an_error_beside_the_form()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new ClientCertificateAuth()], definition => definition with
        {
            BaseUrl = "https://shop.example/",
            Endpoints = [],
        });
        using var browser = host.Browser();

        var form = await browser.GetAsync("/connect/connectors/shop/new");
        var refused = await UploadAsync(browser, form, "GIF89a no certificate");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("[role=alert]"));
        Assert.Empty(await host.Connections.ListAsync().ToListAsync());
    }

    private static async Task<TestPage> UploadAsync(TestBrowser browser, TestPage form, string content)
    {
        using var body = new MultipartFormDataContent();
        foreach (var hidden in form.Document.QuerySelectorAll("input[type=hidden]"))
            body.Add(new StringContent(hidden.GetAttribute("value")!), hidden.GetAttribute("name")!);
        body.Add(new StringContent("mine"), "name");
        var file = new StringContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        body.Add(file, "field.clientCertificate.certificate", "client.pem");
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Url.PathAndQuery) { Content = body };
        return await browser.SendAsync(request);
    }

    private static void AddCustom(IServiceCollection services) =>
        services.AddVersoriConnectors().AddAuthHandler<TestAuthHandler>("test");

    private sealed class TestAuthHandler : IAuthHandler
    {
        public IEnumerable<IRequestAuthenticator> Prepare(AuthHandlerContext context) =>
            [RequestAuthenticators.Header("X-Pass", context.Fields["pass"].Reveal())];
    }
}
