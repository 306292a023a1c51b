using System.Text.Json;

namespace Versori.Connectors.Agents.Tests.Mcp;

/// <summary>The client of the TypeScript SDK, over both transports and with both revisions of the protocol.</summary>
public sealed class TypeScriptTests
{
    [Theory]
    [InlineData("legacy")]
    [InlineData(Clients.WithInputRequests)]
    public async Task Over_HTTP_it_lists_is_refused_signs_in_repeats_and_writes(string version)
    {
        await using var host = await McpHost.StartAsync();

        var seen = await NodeClient.RunAsync(
            "http", version, host.McpAddress.AbsoluteUri, McpHost.CallerToken("ann"), "issues_list", "issues_create",
            """{"body":{"title":"Broken"}}""");

        Check(seen, version, "issues_list");
        Assert.Single(TrackerSystem.Created(host.System));
        Assert.Contains("issues_create", host.Traffic.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(AgentHost.Canary, host.Traffic.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_stdio_it_lists_is_refused_signs_in_repeats_and_writes()
    {
        const string version = "legacy";
        var seen = await NodeClient.RunAsync(
            "stdio", version, SampleProcess.Assembly, $"{AgentHost.Canary}-notes", "notes_list", "notes_create",
            """{"body":{"text":"Buy milk."}}""");

        Check(seen, version, "notes_list");
        Assert.DoesNotContain(AgentHost.Canary, seen.GetRawText(), StringComparison.Ordinal);
    }

    private static void Check(JsonElement seen, string version, string readTool)
    {
        var read = seen.GetProperty("tools").EnumerateArray()
            .Single(tool => tool.GetProperty("name").GetString() == readTool);
        Assert.True(read.GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean());
        Assert.True(seen.GetProperty("refused").GetProperty("isError").GetBoolean());
        Assert.Contains(
            "approval_required", seen.GetProperty("refused").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"status\":200", seen.GetProperty("read").GetString(), StringComparison.Ordinal);
        Assert.False(seen.GetProperty("written").GetProperty("isError").GetBoolean());
        var asked = seen.GetProperty("asked").EnumerateArray().Select(mode => mode.GetString()).ToList();
        if (version == "legacy")
        {
            Assert.Equal(-32042, seen.GetProperty("code").GetInt32());
            Assert.Equal(["form"], asked);
        }
        else
        {
            Assert.False(seen.TryGetProperty("code", out _));
            Assert.Equal(["url", "form"], asked);
        }
    }
}
