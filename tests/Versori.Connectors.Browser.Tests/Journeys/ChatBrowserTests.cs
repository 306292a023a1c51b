using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Browser.Tests.Browsers;
using Versori.Connectors.Browser.Tests.Hosts;

namespace Versori.Connectors.Browser.Tests.Journeys;

[Collection(ChromiumTests.Name)]
public sealed class ChatBrowserTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_administrator_plans_in_a_chat_with_and_without_script(bool hasScript)
    {
        _ = chromium.Browser;
        await using var host = await ChatTalk.StartHostAsync();
        await using var person = await Person.StartAsync(
            chromium, host, "admin", new() { JavaScriptEnabled = hasScript });
        var page = await person.GoAsync("/connect/chats");

        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("List the items");
        await page.GetByLabel("Files").SetInputFilesAsync(new FilePayload
        {
            Name = "warehouse.json",
            MimeType = "application/json",
            Buffer = Encoding.UTF8.GetBytes(ChatDocument.Text),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.Locator(".turns article").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await page.ArriveAsync("**/connectors/warehouse/draft");

        Assert.NotNull((await host.Catalog.FindAsync(new("warehouse")))!.Draft);
    }

    [Fact]
    public async Task A_response_is_shown_while_it_is_made()
    {
        _ = chromium.Browser;
        using var client = new GatedClient();
        await using var host = await ChatTalk.StartHostAsync(services => services.AddSingleton<IChatClient>(client));
        await using var person = await Person.StartAsync(chromium, host, "admin");
        var page = await person.GoAsync("/connect/chats");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Hello");

        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-response]")).ToContainTextAsync("The first part is here.");
        var before = await page.Locator(".turns article").CountAsync();
        client.Open();
        await page.Locator(".turns article").WaitForAsync();

        Assert.Equal(0, before);
        await Assertions.Expect(page.Locator(".turns article")).ToContainTextAsync("And the second one.");
    }

    [Fact]
    public async Task An_empty_message_is_refused_on_the_page()
    {
        _ = chromium.Browser;
        await using var host = await ChatTalk.StartHostAsync();
        await using var person = await Person.StartAsync(chromium, host, "admin");
        var page = await person.GoAsync("/connect/chats");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("empty");
    }
}
