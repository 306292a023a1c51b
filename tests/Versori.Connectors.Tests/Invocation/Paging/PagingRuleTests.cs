using Versori.Connectors.Invocation;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>A paging that cannot work is a problem of the definition.</summary>
public sealed class PagingRuleTests
{
    [Theory]
    [InlineData("body:/next", "url")]
    [InlineData("body:", "query:at")]
    [InlineData("link:next", "url")]
    [InlineData("links:/link", "url")]
    [InlineData("header:X-Next", "header:X-At")]
    [InlineData("last:/id", "body:/a/b")]
    [InlineData("count", "query:$skip")]
    [InlineData("page", "query:page[number]")]
    public void A_paging_of_known_kinds_is_valid(string found, string goes) =>
        Assert.Empty(PagingRule.Problems(new() { Found = found, Goes = goes }));

    [Theory]
    [InlineData("", "url", "/found")]
    [InlineData("next", "url", "/found")]
    [InlineData("query:next", "url", "/found")]
    [InlineData("body", "url", "/found")]
    [InlineData("body:next", "url", "/found")]
    [InlineData("links:next", "url", "/found")]
    [InlineData("header:a b", "url", "/found")]
    [InlineData("link:", "url", "/found")]
    [InlineData("count:1", "query:at", "/found")]
    [InlineData("body:/next", "", "/goes")]
    [InlineData("body:/next", "url:x", "/goes")]
    [InlineData("body:/next", "query:", "/goes")]
    [InlineData("body:/next", "body:", "/goes")]
    [InlineData("body:/next", "path:id", "/goes")]
    [InlineData("count", "url", "/goes")]
    [InlineData("last:/id", "url", "/goes")]
    public void Other_ends_are_problems(string found, string goes, string pointer) =>
        Assert.Equal([pointer], PagingRule.Problems(new() { Found = found, Goes = goes }).Select(item => item.Pointer));

    [Fact]
    public async Task A_definition_with_a_wrong_paging_is_refused_with_every_place()
    {
        await using var engine = await EngineFixture.StartAsync();
        var definition = engine.Definition() with
        {
            Endpoints =
            [
                new()
                {
                    Id = "list",
                    Method = "GET",
                    Path = "/list",
                    Paging = new()
                    {
                        Found = "page",
                        Goes = "query:page",
                        Items = "data",
                        Size = "limit",
                        MaximumSize = 0,
                        More = "query:more",
                        Start = "first",
                    },
                },
            ],
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => engine.PublishAsync(definition));

        Assert.Equal(
            ["items", "maximumSize", "more", "size", "start"],
            exception.Errors.Select(error => error.Location!.Split('/')[^1]).Order(StringComparer.Ordinal));
    }
}
