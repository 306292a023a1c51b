using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Administration.Fields;
using Versori.Connectors.AspNetCore.Tests.Forms;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Administration;

public sealed class EditorTests
{
    private const string Editor = "/connect/connectors/shop/edit";

    public static TheoryData<string> Methods => [.. FormMethods.All.Keys];

    public static TheoryData<string> Kinds => [.. new DefinitionSchema().Methods.Keys];

    [Fact]
    public async Task An_administrator_makes_a_connector_by_fields_and_publishes_it()
    {
        await using var host = await ConnectHost.StartAsync();
        using var admin = host.Browser("admin");
        var overview = await admin.GetAsync("/connect");
        var form = await admin.GetAsync(overview.Link("/admin/connector"));

        var created = await admin.SubmitAsync(
            form, null, ("/id", "shop"), ("/title", "Shop"), ("/baseUrl", host.System.BaseAddress.AbsoluteUri));
        var input = await admin.GetAsync(PartUrl("/inputs/-"));
        await admin.SubmitAsync(input, null, ("/inputs/0/name", "store"), ("/inputs/0/allowedValues", "one\r\ntwo"));
        var method = await admin.GetAsync(PartUrl("/authMethods/-") + "&type=apiKey");
        method = await admin.PressAsync(method, "add:/authMethods/0/placements");
        await admin.SubmitAsync(
            method,
            null,
            ("/authMethods/0/placements/0/name", "X-Key"),
            ("/authMethods/0/placements/0/value", "{key}"));
        var endpoint = await admin.GetAsync(PartUrl("/endpoints/-"));
        await admin.SubmitAsync(
            endpoint, null, ("/endpoints/0/id", "me"), ("/endpoints/0/method", "GET"), ("/endpoints/0/path", "/me"));
        var review = await admin.GetAsync((await admin.GetAsync(Editor)).Link("/draft"));
        await admin.SubmitAsync(review, "/publish");

        Assert.EndsWith($"{Editor}?done=saved", created.Location, StringComparison.Ordinal);
        var definition = (await host.Catalog.FindAsync(new("shop")))!.Definition!;
        Assert.Equal(["one", "two"], Assert.Single(definition.Inputs).AllowedValues);
        var placement = Assert.Single(Assert.IsType<ApiKeyAuth>(Assert.Single(definition.AuthMethods)).Placements);
        Assert.Equal(("X-Key", "{key}"), (placement.Name, placement.Value));
        Assert.Equal("/me", Assert.Single(definition.Endpoints).Path);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task The_form_of_an_auth_method_keeps_it_as_it_is(string key)
    {
        await using var host = await ConnectHost.StartAsync(
            services: services => services.AddVersoriConnectors().AddAuthHandler<TestHandler>("test"));
        await host.PublishAsync([FormMethods.All[key].Method(host.System.BaseAddress)]);
        using var admin = host.Browser("admin");
        var form = await admin.GetAsync(PartUrl("/authMethods/0"));

        var saved = await admin.SubmitAsync(form);

        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        var connector = await host.Catalog.FindAsync(new("shop"));
        Assert.Equal(connector!.Definition!.ToJson(), (connector.Draft ?? connector.Definition).ToJson());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_form_of_a_kind_has_each_of_its_settings_with_a_label(string kind)
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([]);
        using var admin = host.Browser("admin");
        var kinds = await admin.GetAsync(PartUrl("/authMethods/-"));

        var form = await admin.GetAsync(kinds.Link($"type={kind}"));

        var names = form.Document.QuerySelectorAll("main [id^='/authMethods/0/']").Select(element => element.Id!)
            .Select(id => id.Split('/')[3].Split("-help")[0]).Distinct().ToArray();
        Assert.All(new DefinitionSchema().Methods[kind].Fields, field => Assert.Contains(field.Name, names));
        foreach (var control in form.Document.QuerySelectorAll("input:not([type=hidden]), select, textarea"))
            Assert.NotNull(form.Document.QuerySelector($"label[for='{control.Id}']"));
    }

    [Theory]
    [InlineData("/", "/baseUrl", "nowhere")]
    [InlineData("/", "/checkEndpoint", "unknown")]
    [InlineData("/", "/schemas", "{")]
    [InlineData("/", "/headers", "no colon")]
    [InlineData("/endpoints/0", "/endpoints/0/method", "GE T")]
    [InlineData("/inputs/-", "/inputs/0/pattern", "[")]
    [InlineData("/authMethods/0", "/authMethods/0/tokenUrl", "ftp://example.com")]
    [InlineData("/authMethods/0", "/authMethods/0/rejectedStatusCodes", "many")]
    public async Task A_bad_value_is_reported_at_its_field_and_not_saved(string part, string field, string value)
    {
        await using var host = await ConnectHost.StartAsync();
        var good = new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = "https://login.example.com" };
        await host.PublishAsync([good]);
        using var admin = host.Browser("admin");
        var form = await admin.GetAsync(PartUrl(part));
        (string, string)[] values = part == "/inputs/-"
            ? [("/inputs/0/name", "store"), (field, value)]
            : [(field, value)];

        var refused = await admin.SubmitAsync(form, null, values);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("[role=alert]"));
        var control = refused.Document.GetElementById(field)!;
        Assert.Equal("true", control.GetAttribute("aria-invalid"));
        Assert.Contains($"{field}-error", control.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.NotEmpty(refused.Document.GetElementById($"{field}-error")!.TextContent);
        Assert.Equal(value, control is AngleSharp.Html.Dom.IHtmlTextAreaElement area
            ? area.Value
            : control.GetAttribute("value"));
        Assert.Null((await host.Catalog.FindAsync(new("shop")))!.Draft);
    }

    [Fact]
    public async Task Items_of_a_list_are_added_and_removed_without_saving()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([ApiKeyAuth.Create(CredentialLocation.Header, "X-One")]);
        using var admin = host.Browser("admin");
        var form = await admin.GetAsync(PartUrl("/authMethods/0"));

        form = await admin.PressAsync(form, "add:/authMethods/0/placements");
        form = await admin.PressAsync(
            form,
            "remove:/authMethods/0/placements/0",
            ("/authMethods/0/placements/1/name", "X-Two"),
            ("/authMethods/0/placements/1/value", "{key}"));
        var before = (await host.Catalog.FindAsync(new("shop")))!.Draft;
        await admin.SubmitAsync(form);

        Assert.Null(before);
        var draft = (await host.Catalog.FindAsync(new("shop")))!.Draft!;
        var method = Assert.IsType<ApiKeyAuth>(Assert.Single(draft.AuthMethods));
        Assert.Equal("X-Two", Assert.Single(method.Placements).Name);
    }

    [Fact]
    public async Task A_part_of_a_draft_that_has_changed_is_not_overwritten()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var admin = host.Browser("admin");
        var first = await admin.GetAsync(PartUrl("/endpoints/0"));
        var second = await admin.GetAsync(PartUrl("/endpoints/0"));
        var list = await admin.GetAsync(Editor);

        await admin.SubmitAsync(first, null, ("/endpoints/0/path", "/first"));
        var refused = await admin.SubmitAsync(second, null, ("/endpoints/0/path", "/second"));
        var removed = await admin.SubmitAsync(list, "/edit");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(HttpStatusCode.Conflict, removed.Status);
        Assert.Equal("/first", Assert.Single((await host.Catalog.FindAsync(new("shop")))!.Draft!.Endpoints).Path);
    }

    [Fact]
    public async Task An_endpoint_is_removed_from_the_draft()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var admin = host.Browser("admin");
        var list = await admin.GetAsync(Editor);

        await admin.PostAsync(Editor, FieldsOf(list, "/endpoints/0"));

        Assert.Empty((await host.Catalog.FindAsync(new("shop")))!.Draft!.Endpoints);
    }

    [Fact]
    public async Task A_new_connector_does_not_replace_one_with_the_same_id()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var admin = host.Browser("admin");
        var form = await admin.GetAsync("/connect/admin/connector");

        var refused = await admin.SubmitAsync(
            form, null, ("/id", "shop"), ("/title", "Other"), ("/baseUrl", "https://api.example.com/"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("true", refused.Document.GetElementById("/id")!.GetAttribute("aria-invalid"));
        Assert.Null((await host.Catalog.FindAsync(new("shop")))!.Draft);
    }

    [Theory]
    [InlineData("/endpoints/7")]
    [InlineData("/endpoints/x")]
    [InlineData("/webhooks/0")]
    [InlineData("nonsense")]
    public async Task An_unknown_part_is_not_found(string part)
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var admin = host.Browser("admin");

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(PartUrl(part))).Status);
    }

    private static string PartUrl(string part) => $"{Editor}?part={Uri.EscapeDataString(part)}";

    private static (string, string)[] FieldsOf(TestPage page, string part)
    {
        var form = page.Document.QuerySelector($"input[name=part][value='{part}']")!.Closest("form")!;
        return [.. FormFieldReader.Read((AngleSharp.Html.Dom.IHtmlFormElement)form)
            .Select(field => (field.Key, field.Value))];
    }

    private sealed class TestHandler : IAuthHandler
    {
        public IEnumerable<IRequestAuthenticator> Prepare(AuthHandlerContext context) => [];
    }
}
