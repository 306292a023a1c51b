using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Browser.Tests.Browsers;

namespace Versori.Connectors.Browser.Tests.Pages;

/// <summary>
/// No test of this project reports a violation of the pages' Content Security Policy: every browser is a
/// <see cref="Person"/>, whose end fails if one was reported. Here is shown that one would be.
/// </summary>
[Collection(ChromiumTests.Name)]
public sealed class PolicyTests(Chromium chromium)
{
    [Theory]
    [InlineData("style-src-elem", "const style = document.createElement('style'); style.textContent = 'p{}';"
        + "document.head.append(style);")]
    [InlineData("script-src-elem", "const script = document.createElement('script'); script.textContent = '1';"
        + "document.head.append(script);")]
    [InlineData("img-src", "const image = new Image(); image.src = 'https://third.example/x.png';"
        + "document.body.append(image);")]
    public async Task A_violation_of_the_policy_fails_the_test_in_which_it_happens(string directive, string script)
    {
        _ = chromium.Browser;
        await using var host = await ConnectHost.StartAsync();

        var failure = await Record.ExceptionAsync(async () =>
        {
            await using var person = await Person.StartAsync(chromium, host);
            var page = await person.GoAsync("/connect");
            var reported = page.WaitForConsoleMessageAsync(new()
            {
                Predicate = message => message.Text.StartsWith(Person.Violation, StringComparison.Ordinal),
            });
            await page.EvaluateAsync($"() => {{ {script} }}");
            await reported;
        });

        Assert.Contains($"{Person.Violation}{directive}", failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_browser_of_this_project_is_a_person()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Versori.Connectors.sln"))) folder = folder.Parent!;
        var project = Path.Combine(folder.FullName, "tests", "Versori.Connectors.Browser.Tests");
        var makers = Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(project, file).StartsWith("obj", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("Browser.New" + "ContextAsync", StringComparison.Ordinal)
                || File.ReadAllText(file).Contains("Browser.New" + "PageAsync", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.Equal(["Person.cs"], makers);
    }
}
