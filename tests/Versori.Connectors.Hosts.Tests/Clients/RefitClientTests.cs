using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Refit;

namespace Versori.Connectors.Hosts.Tests.Clients;

/// <summary>Refit interfaces over connections. Each is written by hand from an exported template.</summary>
public sealed partial class RefitClientTests
{
    [Theory]
    [InlineData("chat.json", nameof(IChatApi))]
    [InlineData("cloud.yaml", nameof(ICloudApi))]
    [InlineData("comments.yaml", nameof(ICommentsApi))]
    [InlineData("drive.yaml", nameof(IDriveApi))]
    [InlineData("files.yaml", nameof(IFilesApi))]
    [InlineData("lists.yaml", nameof(IListsApi))]
    [InlineData("payments.yaml", nameof(IPaymentsApi))]
    [InlineData("people.yaml", nameof(IPeopleApi))]
    [InlineData("tracker.yaml", nameof(ITrackerApi))]
    [InlineData("warehouse.json", nameof(IWarehouseApi))]
    public async Task Every_method_of_an_interface_is_sent_over_the_connection(string document, string name)
    {
        var type = typeof(RefitClientTests).Assembly.GetType($"{typeof(RefitClientTests).Namespace}.{name}")!;
        await using var host = await ClientHost.StartAsync(
            ClientHost.Resource(document), context => context.Response.WriteAsJsonAsync<object?>(null));
        var client = RestService.For(type, host.Client);

        foreach (var method in type.GetMethods())
        {
            await (Task)method.Invoke(client, [.. method.GetParameters().Select(Argument)])!;
            Assert.Contains(Route(method), Operations(host.Document));
        }

        Assert.Equal(type.GetMethods().Length, host.Server.Requests.Count);
        Assert.All(host.Credentials, credential => Assert.Equal("Bearer the-token", credential));
        Assert.All(host.Server.Requests, request =>
            Assert.StartsWith(ClientHost.BasePath + "/", request.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_arrive_as_they_were_passed()
    {
        await using var host = await ClientHost.StartAsync(
            ClientHost.Resource("comments.yaml"),
            context => context.Response.WriteAsJsonAsync(
                new CommentPage([new("first", Replies: [new("reply")])], null)));
        var comments = RestService.For<ICommentsApi>(host.Client);

        var page = await comments.ListAsync("a/b ü", after: "x&y", limit: 5);

        Assert.Equal("reply", page!.Items[0].Replies![0].Text);
        var request = Assert.Single(host.Server.Requests);
        Assert.Equal(("x&y", "5"), (request.Query["after"], request.Query["limit"]));
        Assert.Equal("/base/threads/a%2Fb%20%C3%BC/comments", request.Path);
    }

    private static IEnumerable<string> Operations(string document)
    {
        foreach (var (path, item) in JsonNode.Parse(document)!["paths"]!.AsObject())
        {
            foreach (var (method, _) in item!.AsObject()) yield return $"{method.ToUpperInvariant()} {Unnamed(path)}";
        }
    }

    private static string Route(MethodInfo method)
    {
        var route = method.GetCustomAttribute<HttpMethodAttribute>(inherit: true)!;
        return $"{route.Method.Method} {Unnamed(route.Path)}";
    }

    private static string Unnamed(string path) => Variable().Replace(path, "{}");

    private static object? Argument(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue) return parameter.DefaultValue;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(string)) return parameter.Name == "range" ? "bytes=0-1" : "1";
        if (type == typeof(int)) return 1;
        if (type == typeof(long)) return 1L;
        if (type == typeof(string[])) return new[] { "1", "2" };
        if (type == typeof(int[])) return new[] { 1, 2 };
        if (type == typeof(JsonNode)) return new JsonObject();
        if (type == typeof(Comment)) return new Comment("text");
        return Activator.CreateInstance(type);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Variable();
}
