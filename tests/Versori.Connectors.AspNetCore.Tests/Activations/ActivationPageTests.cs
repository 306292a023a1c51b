using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using static Versori.Connectors.AspNetCore.Tests.Activations.ActivationSetup;

namespace Versori.Connectors.AspNetCore.Tests.Activations;

public sealed class ActivationPageTests
{
    [Fact]
    public async Task A_person_sees_what_is_missing_and_activates_with_the_form()
    {
        await using var host = await StartAsync();
        using var alice = host.Browser();
        var overview = await alice.GetAsync("/connect");
        var list = await alice.GetAsync(overview.Link("/integrations"));
        var page = await alice.GetAsync(list.Link("/integrations/sync"));
        Assert.Contains("Not connected yet.", page.Text, StringComparison.Ordinal);
        await ConnectAsync(host, name: "one");
        var two = await ConnectAsync(host, name: "two");

        page = await alice.GetAsync(Url);
        Assert.Contains("There are several connections.", page.Text, StringComparison.Ordinal);
        var activated = await alice.SubmitAsync(
            page,
            action: null,
            ("connection-shop", $"{two.Id}"),
            ("variable-folder", "inbox"),
            ("variable-depth", "3"),
            ("variable-mode", "slow"),
            ("variable-labels", """["a"]"""));

        Assert.Equal(HttpStatusCode.SeeOther, activated.Status);
        var state = await host.Services.GetRequiredService<IActivations>().GetStateAsync("sync", Owner.User("alice"));
        Assert.Equal(ActivationStatus.Active, state.Status);
        Assert.Equal(two.Id, state.Templates[0].Connection!.Id);
        Assert.Equal(
            """{"folder":"inbox","depth":3,"all":false,"mode":"slow","labels":["a"]}""", state.Activation!.Variables);
        page = await alice.GetAsync(activated.Location);
        Assert.Contains("The integration is active.", page.Text, StringComparison.Ordinal);

        var deactivated = await alice.SubmitAsync(page, "/deactivate");
        Assert.Contains(
            "no longer active", (await alice.GetAsync(deactivated.Location)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_entered_and_names_the_field()
    {
        await using var host = await StartAsync();
        await ConnectAsync(host);
        using var alice = host.Browser();

        var refused = await alice.SubmitAsync(
            await alice.GetAsync(Url), action: null, ("variable-folder", "<x>"), ("variable-depth", "many"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("<x>", refused.Document.QuerySelector("#variable-folder")!.GetAttribute("value"));
        Assert.Equal("true", refused.Document.QuerySelector("#variable-depth")!.GetAttribute("aria-invalid"));
        Assert.Null(refused.Document.QuerySelector("#variable-folder")!.GetAttribute("aria-invalid"));
        Assert.Contains("depth", refused.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_older_than_the_activation_changes_nothing()
    {
        await using var host = await StartAsync();
        await ConnectAsync(host);
        using var alice = host.Browser();
        var first = await alice.GetAsync(Url);
        await alice.SubmitAsync(await alice.GetAsync(Url), action: null, ("variable-folder", "new"));

        var late = await alice.SubmitAsync(first, action: null, ("variable-folder", "old"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        var state = await host.Services.GetRequiredService<IActivations>().GetStateAsync("sync", Owner.User("alice"));
        Assert.Contains("new", state.Activation!.Variables, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/connect/integrations/other")]
    [InlineData("/connect/integrations/sync?owner=user%3Aalice")]
    [InlineData("/connect/person?owner=user%3Aalice")]
    [InlineData("/connect/integrations?owner=user%3Aalice")]
    public async Task What_belongs_to_another_person_does_not_exist(string url)
    {
        await using var host = await StartAsync();
        await ConnectAsync(host, name: "secret-name");
        using var eve = host.Browser("eve");

        var page = await eve.GetAsync(url);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.DoesNotContain("secret-name", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_deletes_everything_after_seeing_what_it_is()
    {
        await using var host = await StartAsync();
        await ConnectAsync(host, name: "old shop");
        using var alice = host.Browser();

        var page = await alice.GetAsync("/connect/person");
        Assert.Contains("old shop", page.Text, StringComparison.Ordinal);
        var unconfirmed = await alice.SubmitAsync(page);
        Assert.Single(await host.Connections.ListAsync().ToListAsync());
        Assert.Equal(page.Title, unconfirmed.Title);
        var token = (IHtmlInputElement)page.Document.QuerySelector("input[type=hidden]")!;
        var done = await alice.PostAsync("/connect/person", [(token.Name!, token.Value), ("sure", "yes")]);

        Assert.Equal("Everything was deleted", done.Title);
        Assert.Empty(await host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_form_without_its_token_deletes_nobody()
    {
        await using var host = await StartAsync();
        await ConnectAsync(host);
        using var alice = host.Browser();

        var forged = await alice.PostAsync("/connect/person", [("sure", "yes")]);

        Assert.Equal(HttpStatusCode.BadRequest, forged.Status);
        Assert.Single(await host.Connections.ListAsync().ToListAsync());
    }
}
