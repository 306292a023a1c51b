using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Tool.Tests.Serving;

/// <summary>The command <c>serve</c> as a process, and a browser that has opened its link.</summary>
internal sealed partial class ServedPage : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServedPage(Process process, JsonNode shown)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        Shown = shown;
        Link = new((string)shown["link"]!);
        Browser = CreateBrowser();
    }

    /// <summary>What the command has written to standard output.</summary>
    public JsonNode Shown { get; }

    public Uri Link { get; }

    public HttpClient Browser { get; }

    /// <summary>Starts the command on a free port, and waits for its link.</summary>
    public static async Task<ServedPage> StartAsync(ToolProcess tool, params string[] arguments)
    {
        var process = tool.Start(["serve", .. arguments, "-d", "data/shop.db", "--port", "0", "--json"]);
        var text = "";
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            text += line;
            if (line == "}") return new(process, JsonNode.Parse(text)!);
        }

        throw new InvalidOperationException($"{text}{await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Another browser: it has no cookies, and follows no redirects.</summary>
    public HttpClient CreateBrowser() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() })
        {
            BaseAddress = new(Link.GetLeftPart(UriPartial.Authority)),
        };

    public async Task OpenAsync()
    {
        using var opened = await Browser.GetAsync(Link);
        Assert.Equal(HttpStatusCode.SeeOther, opened.StatusCode);
    }

    public async Task<string> GetAsync(string path)
    {
        using var response = await Browser.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {text}");
        return WebUtility.HtmlDecode(text);
    }

    /// <summary>Fills a form with its hidden fields and these values.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] values)
    {
        var page = await GetAsync(path);
        var fields = Hidden().Matches(page)
            .Select(match => KeyValuePair.Create(match.Groups[1].Value, match.Groups[2].Value))
            .Concat(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
        using var content = new FormUrlEncodedContent(fields);
        return await Browser.PostAsync(path, content);
    }

    /// <summary>Sends a signal, and waits for the end.</summary>
    public async Task<ToolResult> EndAsync(string signal = "INT")
    {
        using (var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"])) await kill.WaitForExitAsync();
        var rest = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return new(_process.ExitCode, rest, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Browser.Dispose();
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
