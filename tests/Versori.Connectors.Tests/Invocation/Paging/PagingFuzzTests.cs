using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>1,000 random hostile servers: every list ends, with its items or with a typed error.</summary>
[Trait("Kind", "Fuzz")]
public sealed class PagingFuzzTests
{
    private const int Servers = 1_000;
    private const int MaximumPages = 24;

    private static readonly string[] Found =
    [
        "body:/next", "link:next", "links:/links", "header:X-Next", "last:/id", "count", "page", "body:/deep/next",
    ];

    private static readonly string[] Goes =
        ["url", "query:at", "header:X-At", "body:/at", "body:/deep/at", "query:filter"];

    [Fact]
    public async Task Every_list_ends_and_no_credential_leaves_the_system()
    {
        await using var system = await PagedSystem.StartAsync(
            options: options => options.MaximumResponseBytes = 32 * 1024);
        var (completed, failed) = (0, 0);
        for (var seed = 0; seed < Servers * ScaledPropertyAttribute.Scale; seed++)
        {
            var random = new Random(seed);
            var paging = Paging(random);
            var server = new HostileServer(random, system.Other.BaseAddress);
            system.Respond = server.Respond;
            var endpoint = paging.Goes.StartsWith("body", StringComparison.Ordinal) ? "search" : "list";
            try
            {
                await foreach (var page in system.PagesAsync(
                    paging, new() { MaximumPages = MaximumPages, MaximumEmptyPages = 6 }, endpoint: endpoint))
                {
                    Assert.NotNull(page.Items);
                }

                completed++;
            }
            catch (ConnectorException exception)
            {
                Assert.Contains(exception.Error.Code, Expected);
                failed++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"Server {seed}, {paging}: {exception}");
            }

            Assert.InRange(server.Requests, 0, (MaximumPages * 11) + 1);
        }

        Assert.True(completed > 0 && failed > completed, $"{completed} lists ended, {failed} failed.");
        Assert.All(system.Other.Requests, request => Assert.Null(request.Authorization));
        Assert.All(
            system.Other.Requests,
            request => Assert.DoesNotContain(PagedSystem.Secret, request.Target, StringComparison.Ordinal));
    }

    private static readonly ConnectorErrorCode[] Expected =
    [
        ConnectorErrorCode.InvalidResponse, ConnectorErrorCode.OriginNotAllowed, ConnectorErrorCode.CallFailed,
        ConnectorErrorCode.InvalidDefinition, ConnectorErrorCode.InvalidArgument,
    ];

    private static EndpointPaging Paging(Random random) => new()
    {
        Found = Found[random.Next(Found.Length)],
        Goes = Goes[random.Next(Goes.Length)],
        Items = new[] { "/items", "", null, "/deep/items" }[random.Next(4)],
        More = new[] { null, null, "body:/more", "header:X-More" }[random.Next(4)],
        Start = new[] { null, "0", "1", "*" }[random.Next(4)],
    };
}
