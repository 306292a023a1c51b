using System.Text.Json.Nodes;
using Refit;

namespace Versori.Connectors.Hosts.Tests.Clients;

// Written by hand from the exported documents.
internal interface IChatApi
{
    [Get("/conversations.list")]
    Task<JsonNode?> ListAsync([Query(CollectionFormat.Csv)] string[] types);

    [Post("/chat.postMessage")]
    Task PostAsync([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> message);
}

internal interface ICloudApi
{
    [Get("/servers/{id}/env-vars")]
    Task ListVariablesAsync(string id);

    [Put("/servers/{id}/members/{user}")]
    Task AddMemberAsync(string id, string user);

    [Post("/workflows/{id}/runs/{run}/cancel")]
    Task CancelAsync(string id, string run);
}

internal interface ICommentsApi
{
    [Get("/threads/{threadId}/comments")]
    Task<CommentPage?> ListAsync(string threadId, string? after, int? limit);

    [Post("/threads/{threadId}/comments")]
    Task<Comment?> AddAsync(string threadId, [Body] Comment comment);

    [Delete("/threads/{id}")]
    Task DeleteAsync(string id);
}

internal interface IDriveApi
{
    [Get("/files/{file_id}/content")]
    Task<Stream> DownloadAsync(string file_id);

    [Delete("/files/{file_id}")]
    Task DeleteAsync(string file_id);
}

internal interface IFilesApi
{
    [Get("/files/{**path}")]
    Task<Stream> DownloadAsync(string path, [Header("Range")] string range);

    [Get("/search")]
    Task<JsonNode?> SearchAsync(
        [Query(CollectionFormat.Csv)] string[] fields, [Query(CollectionFormat.Pipes)] int[] ids);
}

internal interface IListsApi
{
    [Get("/lists/{listId}/items")]
    Task<JsonNode?> ListAsync([AliasAs("listId")] long id, [AliasAs("sort[by]")] string sort, string colour = "rot");

    [Head("/lists/{listId}/items")]
    Task ExistsAsync([AliasAs("listId")] long id);
}

internal interface IPaymentsApi
{
    [Get("/v1/refunds")]
    Task RefundsAsync();

    [Delete("/v1/customers/{customer}")]
    Task DeleteCustomerAsync(string customer);
}

internal interface IPeopleApi
{
    [Get("/People")]
    Task<JsonNode?> ListAsync(
        [AliasAs("$filter")] string filter, [AliasAs("$top")] int top, [AliasAs("api-version")] string version = "2.0");

    [Get("/People('{key}')")]
    Task<JsonNode?> FindAsync(string key);
}

internal interface ITrackerApi
{
    [Get("/repos/{owner}/{repo}/issues/{number}")]
    Task<JsonNode?> FindAsync(string owner, string repo, int number);

    [Post("/repos/{owner}/{repo}/issues")]
    Task<JsonNode?> CreateAsync(string owner, string repo, [Body] JsonNode issue);
}

internal interface IWarehouseApi
{
    [Get("/shelves")]
    Task<JsonNode?> ShelvesAsync(int row, string type = "tall");

    [Patch("/items/{id}")]
    Task<JsonNode?> ChangeAsync(string id, [Body] JsonNode item);
}

internal sealed record CommentPage(IReadOnlyList<Comment> Items, string? Next);

internal sealed record Comment(string Text, Comment? Parent = null, IReadOnlyList<Comment>? Replies = null);
