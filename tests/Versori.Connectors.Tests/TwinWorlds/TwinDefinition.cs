namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>The connector of both worlds at the start, and the parts that edits can change.</summary>
internal static class TwinDefinition
{
    public const string Origin = "https://api.twin.example";

    public static ConnectorId Id { get; } = ConnectorId.Parse("twin");

    public static ConnectorDefinition Of(IReadOnlyList<AuthMethod> methods) => new()
    {
        Id = Id,
        Title = "Twin",
        BaseUrl = BaseUrl(Origin, "v1"),
        Inputs = [new() { Name = "account", Required = true }],
        AuthMethods = methods,
        Endpoints =
        [
            new() { Id = "me", Method = "GET", Path = "/me" },
            new()
            {
                Id = "create",
                Method = "POST",
                Path = "/items",
                RequestBody = new() { ContentType = "application/json" },
            },
            new() { Id = "files", Method = "GET", Path = "/files", BaseUrl = "https://files.twin.example/{account}" },
            new() { Id = "public", Method = "GET", Path = "/public", AuthAlternatives = [] },
            new()
            {
                Id = "either",
                Method = "GET",
                Path = "/either",
                AuthAlternatives = [new() { Methods = [methods[0].Id] }, new() { Methods = [methods[^1].Id] }],
            },
        ],
    };

    public static string BaseUrl(string origin, string path) => $"{origin}/{path}/{{account}}";
}
