using System.CommandLine;
using Spectre.Console;
using Versori.Connectors.Tool.Engine;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Commands;

/// <summary>Calls the endpoints of a definition, and compares the responses with it.</summary>
internal sealed class TestCommand
{
    private readonly Argument<string> _definition = new("DEFINITION")
    {
        Description = "A definition, or a document that is imported.",
    };

    private readonly Argument<string[]> _endpoints = new("ENDPOINT")
    {
        Description = "The ids of endpoints. Default: all.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _method = new("--method", "-m")
    {
        Description = "The id of the auth method, if there are several.",
        HelpName = "ID",
    };

    private readonly Option<string[]> _environment = new("--env", "-e")
    {
        Description = "The environment variable with a field of the credential. Fields without one are asked for "
            + "in the terminal, without showing them.",
        HelpName = "[FIELD=]VARIABLE",
    };

    private readonly Option<string[]> _inputs = new("--input", "-i")
    {
        Description = "The value of an input of the connector, such as a site.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<string[]> _values = new("--value")
    {
        Description = "The value of a parameter, for all endpoints that have it.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<bool> _unsafe = new("--unsafe")
    {
        Description = "Call endpoints that change something, too. Use a test account.",
    };

    private readonly Option<int> _timeout = new("--timeout")
    {
        Description = "The time for one call, in seconds. Default: 100.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 100,
    };

    private readonly Option<int> _calls = new("--max-calls")
    {
        Description = "The largest number of calls. Default: 1000.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 1000,
    };

    private readonly SourceOptions _reading = new();

    public static Command Create()
    {
        var own = new TestCommand();
        var command = new Command(
            "test", "Call endpoints with your credential, and compare responses with the definition.")
        {
            own._definition,
            own._endpoints,
            own._method,
            own._environment,
            own._inputs,
            own._values,
            own._unsafe,
            own._timeout,
            own._calls,
        };
        own._reading.AddTo(command);
        return command.RunsWith(own.RunAsync);
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        var input = CredentialInput.Parse(context.Value(_environment) ?? []);
        var inputs = NameValues.Parse("--input", context.Value(_inputs));
        var options = Options(context);
        var reader = _reading.CreateReader(context);
        var definition = await ProgressDisplay.RunAsync(context.Terminal, async progress =>
        {
            var argument = SourceArgument.Parse(context.Value(_definition)!);
            var loaded = await reader.LoadAsync(argument, progress, context.CancellationToken).ConfigureAwait(false);
            var imported = await reader.ImportAsync(loaded, progress, context.CancellationToken).ConfigureAwait(false);
            return imported.Definition;
        }).ConfigureAwait(false);
        var endpoints = context.Value(_endpoints) ?? [];
        foreach (var id in endpoints) EndpointNames.Find(definition, id);
        using var engine = LocalEngine.Create();
        var method = CredentialReader.FindMethod(definition, context.Value(_method));
        Func<CredentialField, Task<Secret>>? ask =
            context.Terminal.CanAsk ? field => AskAsync(context, method!, field) : null;
        var credential = await CredentialReader.ReadAsync(engine, method, input, ask).ConfigureAwait(false);
        var report = await ProgressDisplay.RunAsync(context.Terminal, async progress =>
        {
            progress.Begin("Connecting", null);
            var connection = await LocalConnection
                .ConnectAsync(engine, definition, credential, inputs, context.CancellationToken)
                .ConfigureAwait(false);
            progress.Begin("Testing", null);
            return await LocalConnection
                .TestAsync(engine, connection, endpoints, options, context.CancellationToken)
                .ConfigureAwait(false);
        }).ConfigureAwait(false);
        context.CancellationToken.ThrowIfCancellationRequested();
        var exitCode = report.Results.Any(IsProblem) ? ExitCode.Problems : ExitCode.Success;
        if (context.UsesJson) return context.Json(exitCode, new() { ["report"] = TestReportJson.Of(report) });
        Terminal.Block(report.ToTable());
        return exitCode;
    }

    private EndpointTestOptions Options(CommandContext context)
    {
        var (seconds, calls) = (context.Value(_timeout), context.Value(_calls));
        if (seconds is < 1 or > 3600) throw ToolException.Usage("--timeout must be from 1 to 3600 seconds.");
        if (calls < 1) throw ToolException.Usage("--max-calls must be at least 1.");
        return new()
        {
            IncludesUnsafeMethods = context.Value(_unsafe),
            Timeout = TimeSpan.FromSeconds(seconds),
            MaximumCalls = calls,
            Values = NameValues.Parse("--value", context.Value(_values))
                .ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal),
        };
    }

    private static bool IsProblem(EndpointTestResult result) => result.Outcome
        is EndpointTestOutcome.Drifted
        or EndpointTestOutcome.LacksAccess
        or EndpointTestOutcome.Unauthorized
        or EndpointTestOutcome.Failed;

    private static async Task<Secret> AskAsync(CommandContext context, AuthMethod method, CredentialField field)
    {
        var title = $"{method.Id}: {field.Title ?? field.Name}";
        var prompt = new TextPrompt<string>($"{Markup.Escape(TerminalText.Short(title, 80))}:");
        if (!field.IsVisible)
        {
            prompt = prompt.Secret(null);
            // Looking for a key turns the terminal's echo off: what is pasted at once is not shown either.
            _ = Console.KeyAvailable;
        }

        var value = await prompt.ShowAsync(Consoles.OnError(context.Terminal), context.CancellationToken)
            .ConfigureAwait(false);
        return new(value);
    }
}
