namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>The vocabulary describes every family of paging, and every page has the credentials.</summary>
public sealed class PageFamilyTests
{
    public static TheoryData<string> Names => [.. PageFamily.All.Select(family => family.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task All_items_are_read_in_order(string name)
    {
        var family = PageFamily.All.Single(item => item.Name == name);
        await using var system = await PagedSystem.StartAsync();
        system.Respond = family.Respond;

        var ids = await system.IdsAsync(family.Paging, endpoint: family.Endpoint);

        Assert.Equal(Enumerable.Range(0, PageFamily.Items), ids);
        Assert.All(
            system.Server.Requests,
            request => Assert.Equal($"Bearer {PagedSystem.Secret}", request.Authorization));
        Assert.InRange(system.Server.Requests.Count, 3, 6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_list_can_be_continued_from_every_position(string name)
    {
        var family = PageFamily.All.Single(item => item.Name == name);
        await using var system = await PagedSystem.StartAsync();
        system.Respond = family.Respond;
        var read = 0;

        await foreach (var page in system.PagesAsync(family.Paging, endpoint: family.Endpoint))
        {
            var before = read;
            read += page.Items.Count;
            if (page.Position is { } own)
            {
                Assert.Equal(
                    Enumerable.Range(before, PageFamily.Items - before),
                    await system.IdsAsync(family.Paging, new() { Position = own }, endpoint: family.Endpoint));
            }

            if (page.NextPosition is not { } next) continue;
            Assert.Equal(
                Enumerable.Range(read, PageFamily.Items - read),
                await system.IdsAsync(family.Paging, new() { Position = next }, endpoint: family.Endpoint));
        }

        Assert.Equal(PageFamily.Items, read);
    }
}
