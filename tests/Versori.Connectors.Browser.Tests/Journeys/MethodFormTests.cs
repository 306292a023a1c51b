using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Versori.Connectors.AspNetCore.Tests.Forms;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Browser.Tests.Browsers;
using Versori.Connectors.Browser.Tests.Pages;

namespace Versori.Connectors.Browser.Tests.Journeys;

[Collection(ChromiumTests.Name)]
public sealed class MethodFormTests(Chromium chromium)
{
    public static TheoryData<string> Methods => [.. FormMethods.All.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_person_connects_with_the_form_of_every_method(string name)
    {
        _ = chromium.Browser;
        var (create, fields) = FormMethods.All[name];
        await using var host = await ConnectHost.StartAsync(
            services: services => services.AddVersoriConnectors().AddAuthHandler<TestAuthHandler>("test"));
        var method = create(host.System.BaseAddress);
        await host.PublishAsync([method], definition => definition with
        {
            BaseUrl = "https://shop.example/",
            Endpoints = [],
        });
        await using var person = await Person.StartAsync(chromium, host);
        var page = await person.GoAsync("/connect/connectors/shop/new");

        await Axe.FindsNothingAsync(page, name);
        foreach (var (field, value) in fields)
        {
            var control = page.Locator($"[id='field.{method.Id}.{field}']");
            // Fields that are seldom needed are behind "More".
            if (!await control.IsVisibleAsync()) await page.Locator("summary").ClickAsync();
            if (await control.GetAttributeAsync("type") == "file")
            {
                await control.SetInputFilesAsync(new FilePayload
                {
                    Name = "client.pem",
                    MimeType = "application/x-pem-file",
                    Buffer = Encoding.UTF8.GetBytes(value),
                });
            }
            else
            {
                await control.FillAsync(value);
            }
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Connect" }).ClickAsync();
        await page.ArriveAsync("**/connectors/shop?done=*");

        var connection = Assert.Single(await host.Connections.ListAsync().ToListAsync());
        Assert.Equal(method.Id, connection.Snapshot.Methods[0].Id);
    }

    [Fact]
    public async Task The_back_button_after_connecting_shows_the_form_and_connects_nothing_twice()
    {
        _ = chromium.Browser;
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        await using var person = await Person.StartAsync(chromium, host);
        var page = await person.GoAsync("/connect/connectors/shop/new");
        await page.Locator("[id='field.bearer.token']").FillAsync(ConnectHost.GoodKey);
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.ArriveAsync("**/connectors/shop?done=connected");

        await page.GoBackAsync();
        // Nothing is stored in the browser, so that the form is empty again.
        await Assertions.Expect(page.Locator("[id='field.bearer.token']")).ToHaveValueAsync("");
        await page.Locator("[id='field.bearer.token']").FillAsync(ConnectHost.GoodKey);
        await page.GetByRole(AriaRole.Button).ClickAsync();

        // The name is taken, and the page says so.
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.Single(await host.Connections.ListAsync().ToListAsync());
    }

    private sealed class TestAuthHandler : IAuthHandler
    {
        public IEnumerable<IRequestAuthenticator> Prepare(AuthHandlerContext context) =>
            [RequestAuthenticators.Header("X-Pass", context.Fields["pass"].Reveal())];
    }
}
