using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Versori.Connectors.Tool.Engine;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Commands;

/// <summary>Searches and shows known systems.</summary>
internal static class KnownCommand
{
    private static readonly Argument<string> Text = new("TEXT")
    {
        Description = "Words of the id, title, vendor or host.",
    };

    private static readonly Argument<string> Id = new("ID") { Description = "The id, an alias, or a host." };

    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "The file for the definition of the system, without endpoints.",
        HelpName = "FILE",
    };

    private static readonly Option<int> Days = new("--days")
    {
        Description = "The age of facts in days. Default: 365.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 365,
    };

    private static readonly Option<bool> Undated = new("--undated")
    {
        Description = "List facts without a date, too.",
    };

    public static Command Create()
    {
        var search = new Command("search", "Find systems by words.") { Text };
        var show = new Command("show", "Show how a system authenticates and is addressed.") { Id, Output };
        var staleness = new Command("staleness", "List facts that were last checked long ago.") { Days, Undated };
        staleness.Aliases.Add("stale");
        return new("known", "How real systems authenticate and are addressed.")
        {
            search.RunsWith(SearchAsync),
            show.RunsWith(ShowAsync),
            staleness.RunsWith(StalenessAsync),
        };
    }

    private static Task<int> SearchAsync(CommandContext context)
    {
        var found = KnownSystems.Search(context.Value(Text)!);
        var exitCode = found.Count > 0 ? ExitCode.Success : ExitCode.Problems;
        if (context.UsesJson)
            return Task.FromResult(context.Json(exitCode, new() { ["systems"] = KnownJson.List(found) }));
        foreach (var entry in found)
        {
            context.Terminal.Line(
                new(entry.Id, TextStyle.Strong),
                $"  {entry.Title}  ",
                new(string.Join(' ', entry.Hosts.Take(3)), TextStyle.Faint));
        }

        if (found.Count == 0) context.Terminal.Note("No known system matches.");
        return Task.FromResult(exitCode);
    }

    private static async Task<int> ShowAsync(CommandContext context)
    {
        var id = context.Value(Id)!;
        var system = KnownSystems.Find(id)
            ?? (id.Contains('.', StringComparison.Ordinal) ? KnownSystems.ForHost(id) : null)
            ?? throw KnownNames.Unknown(id);
        if (context.Value(Output) is { } output)
        {
            await TemporaryFiles.WriteAsync([(output, system.Definition.ToJson())], context.CancellationToken)
                .ConfigureAwait(false);
        }

        if (context.UsesJson) return context.Json(ExitCode.Success, new() { ["system"] = KnownJson.Of(system) });
        Write(context.Terminal, system);
        if (context.Value(Output) is { } written) context.Terminal.Note($"-> {written}");
        return ExitCode.Success;
    }

    private static Task<int> StalenessAsync(CommandContext context)
    {
        var days = context.Value(Days);
        if (days < 1) throw ToolException.Usage("--days must be at least 1.");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var facts = KnownSystems.FindStale(today, TimeSpan.FromDays(days), context.Value(Undated));
        var exitCode = facts.Count == 0 ? ExitCode.Success : ExitCode.Problems;
        if (context.UsesJson)
        {
            return Task.FromResult(context.Json(exitCode, new()
            {
                ["facts"] = new JsonArray([.. facts.Select(fact => (JsonNode)KnownJson.Of(fact))]),
            }));
        }

        foreach (var (system, fact) in facts)
            context.Terminal.Line(new(system, TextStyle.Strong), $"  {fact.About}  {DateOf(fact)}  {fact.Source}");
        context.Terminal.Note($"{facts.Count} fact(s) are older than {days} days.");
        var undated = KnownSystems.FindStale(today, TimeSpan.FromDays(days), includeUndated: true).Count - facts.Count;
        if (undated > 0) context.Terminal.Note($"{undated} further fact(s) have no date (--undated lists them).");
        return Task.FromResult(exitCode);
    }

    private static void Write(Terminal terminal, KnownSystem system)
    {
        terminal.Line(new(system.Id, TextStyle.Strong), $"  {system.Title}  ({system.Vendor})");
        terminal.Line($"  base URL  {system.Definition.BaseUrl}");
        foreach (var input in system.Inputs)
            terminal.Line($"  input     {input.Name}  {TerminalText.Short(input.Title ?? input.Description, 80)}");
        foreach (var method in system.AuthMethods)
        {
            terminal.Line($"  auth      {method.Id}  {TerminalText.Short(method.Title, 80)}");
            if (method is OAuth2Auth { Scopes.Count: > 0 } oauth2)
            {
                var scopes = string.Join(' ', oauth2.Scopes);
                terminal.Line(new TextPart($"              scopes: {scopes}", TextStyle.Faint));
            }
        }

        if (system.Definition.CheckEndpoint is { } check) terminal.Line($"  check     {check}");
        foreach (var (name, link) in KnownJson.Links(system)) terminal.Line($"  {name,-9} {link}");
        if (system.Registration is { } registration)
        {
            terminal.Line($"  register  {registration.Page}");
            foreach (var step in registration.Steps) terminal.Line($"            - {step}");
        }

        foreach (var fact in system.Facts)
            terminal.Line(new TextPart($"  {fact.Status}: {fact.About} {DateOf(fact)} {fact.Source}", TextStyle.Faint));
    }

    private static string DateOf(KnownFact fact) =>
        fact.CheckedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "undated";
}
