using System.Globalization;
using System.Text;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>
/// The memory of a list does not depend on its length. No other test runs at the same time, because the memory is that
/// of the process.
/// </summary>
[Collection(nameof(PagingMemoryTests))]
[CollectionDefinition(nameof(PagingMemoryTests), DisableParallelization = true)]
public sealed class PagingMemoryTests
{
    private const int PageSize = 1_000;
    private const int Pages = 1_000;
    private const long MaximumGrowth = 4 * 1024 * 1024;

    [Fact]
    public async Task A_million_items_are_read_in_constant_memory()
    {
        await using var system = await PagedSystem.StartAsync();
        var paging = new EndpointPaging { Found = "body:/next", Goes = "query:cursor", Items = "/items" };
        system.Respond = Respond;
        long items = 0, after100 = 0, pages = 0;

        await foreach (var page in system.PagesAsync(paging))
        {
            items += page.Items.Count;
            if (++pages == 100) after100 = GC.GetTotalMemory(forceFullCollection: true);
        }

        Assert.Equal(PageSize * Pages, items);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - after100, long.MinValue, MaximumGrowth);
    }

    private static PageReply Respond(RecordedRequest request)
    {
        var page = int.Parse(request.Query.GetValueOrDefault("cursor", "0"), CultureInfo.InvariantCulture);
        var body = new StringBuilder("{\"items\":[");
        for (var i = 0; i < PageSize; i++)
        {
            body.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{{\"id\":{(page * PageSize) + i}}}");
        }

        var next = page + 1 < Pages ? $"\"{page + 1}\"" : "null";
        return new(body.Append(CultureInfo.InvariantCulture, $"],\"next\":{next}}}").ToString());
    }
}
