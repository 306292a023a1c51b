namespace Versori.Connectors.Tool.Tests.Terminals;

/// <summary>What the tool asks a person in a terminal.</summary>
public sealed class QuestionTests : IDisposable
{
    private const string Servers = "\"servers\": [ { \"url\": \"https://api.shop.example\" } ],";
    private const string Question = "What is the base URL of Shop?", LastChoice = "Ask nothing more";

    private readonly ToolProcess _tool = new();

    public QuestionTests()
    {
        Assert.SkipUnless(TerminalProcess.IsSupported, "There is no program for pseudo-terminals.");
        _tool.Write("api.json", Documents.Shop().Replace(Servers, "", StringComparison.Ordinal));
    }

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_person_answers_a_question_and_the_plan_has_the_value()
    {
        using var terminal = Plan();

        await terminal.TypeAsync(LastChoice, TerminalProcess.Enter);
        await terminal.TypeAsync(Question, "https://eu.shop.example", TerminalProcess.Enter);

        Assert.Equal(0, await terminal.EndAsync());
        Assert.Equal("https://eu.shop.example", BaseUrl());
    }

    [Fact]
    public async Task A_value_that_cannot_be_used_is_explained_and_asked_for_again()
    {
        using var terminal = Plan();

        await terminal.TypeAsync(LastChoice, TerminalProcess.Enter);
        await terminal.TypeAsync(Question, "nonsense", TerminalProcess.Enter);
        await terminal.WaitForAsync("The answer 'nonsense' cannot be used.");
        await terminal.TypeAsync(LastChoice, TerminalProcess.Enter);
        await terminal.TypeAsync(Question, "https://eu.shop.example", TerminalProcess.Enter);

        Assert.Equal(0, await terminal.EndAsync());
        Assert.Equal("https://eu.shop.example", BaseUrl());
    }

    [Fact]
    public async Task The_default_is_kept_and_the_question_is_not_asked_again()
    {
        using var terminal = Plan();

        await terminal.TypeAsync(LastChoice, TerminalProcess.Down, TerminalProcess.Enter);

        Assert.Equal(0, await terminal.EndAsync());
        Assert.Equal("https://{host}", BaseUrl());
    }

    [Fact]
    public async Task A_person_who_wants_no_more_questions_gets_the_plan_with_open_ones()
    {
        using var terminal = Plan("--strict");

        await terminal.TypeAsync(LastChoice, TerminalProcess.Down, TerminalProcess.Down, TerminalProcess.Enter);

        Assert.Equal(1, await terminal.EndAsync());
        Assert.Equal("https://{host}", BaseUrl());
    }

    [Fact]
    public async Task An_interruption_at_a_question_writes_nothing()
    {
        using var terminal = Plan();

        await terminal.TypeAsync(LastChoice, TerminalProcess.Interrupt);

        Assert.Equal(130, await terminal.EndAsync());
        Assert.Contains("Interrupted. Nothing was written.", terminal.Text, StringComparison.Ordinal);
        Assert.Equal(["api.json"], _tool.Files);
    }

    [Fact]
    public async Task Nothing_is_asked_if_it_is_not_wanted()
    {
        using var terminal = Plan("--no-input");

        Assert.Equal(0, await terminal.EndAsync());
        Assert.DoesNotContain(LastChoice, terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_that_is_asked_for_is_not_shown()
    {
        const string Token = "t0ken-that-nobody-may-see";
        await using var shop = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == $"Bearer {Token}" ? 200 : 401;
            return Task.CompletedTask;
        });
        _tool.Write("shop.json", Documents.Definition(shop.BaseAddress.GetLeftPart(UriPartial.Authority)));
        using var terminal = TerminalProcess.Start(_tool, "test", "shop.json", "listOrders");

        await terminal.TypeAsync("bearer: ", Token, TerminalProcess.Enter);

        Assert.Equal(0, await terminal.EndAsync());
        Assert.Contains(shop.Requests, request => request.Authorization == $"Bearer {Token}");
        Assert.DoesNotContain(Token, terminal.Text, StringComparison.Ordinal);
    }

    private TerminalProcess Plan(params string[] options) => TerminalProcess.Start(
        _tool, ["plan", "shop=api.json", "--need", "List orders", "-o", "out", .. options]);

    private string BaseUrl() => ConnectorDefinition.Parse(_tool.Read("out/shop.json")).BaseUrl;
}
