namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>A definition with every setting of paging, which came after the first files of format 2.</summary>
internal static class PagingSamples
{
    public static ConnectorDefinition Definition() => new()
    {
        Id = ConnectorId.Parse("lists"),
        Title = "Lists",
        BaseUrl = "https://api.lists.example",
        Endpoints =
        [
            new()
            {
                Id = "listThings",
                Method = "GET",
                Path = "/things",
                Paging = new()
                {
                    Found = "count",
                    Goes = "query:startIndex",
                    Items = "/things",
                    Size = "query:count",
                    MaximumSize = 200,
                    More = "body:/totalResults",
                    Start = "1",
                    Arguments = new Dictionary<string, string> { ["paged"] = "true" },
                    Basis = PagingBasis.Guessed,
                },
            },
            new()
            {
                Id = "listOthers",
                Method = "GET",
                Path = "/others",
                Paging = new() { Found = "link:next", Goes = "url" },
            },
        ],
    };
}
