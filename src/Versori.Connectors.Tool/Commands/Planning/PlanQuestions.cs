using Spectre.Console;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Commands.Planning;

/// <summary>Asks the open questions of a plan in the terminal.</summary>
internal static class PlanQuestions
{
    private const string Keep = "Keep the default", Stop = "Ask nothing more", Other = "Another value";

    public static async Task<IntegrationPlan> AskAsync(
        CommandContext context, PlanSession session, IntegrationPlan plan)
    {
        var console = Consoles.OnError(context.Terminal);
        var asked = new HashSet<(string, string)>();
        while (NextRound(plan, asked) is { Count: > 0 } round)
        {
            var decided = plan;
            var typed = new List<(string, string)>();
            var isOver = false;
            foreach (var (template, question) in round)
            {
                asked.Add((template, question.Id));
                var (answer, stops) = await AskAsync(console, template, question, context.CancellationToken)
                    .ConfigureAwait(false);
                isOver = stops;
                if (stops) break;
                if (answer is not null) typed.Add((template, question.Id));
                decided = decided.AnswerQuestion(template, question.Id, answer);
            }

            if (!ReferenceEquals(decided, plan))
            {
                plan = await session.PlanAsync(decided, context.CancellationToken).ConfigureAwait(false);
                // A value that cannot be used leaves its question open, which then explains why: it is asked again.
                asked.ExceptWith(typed);
            }

            if (isOver) return plan;
        }

        return plan;
    }

    private static List<(string Template, PlanQuestion Question)> NextRound(
        IntegrationPlan plan, HashSet<(string, string)> asked) =>
    [
        .. from connector in plan.Connectors
           from question in connector.OpenQuestions
           where question is { State: QuestionState.Open, Id.Length: > 0 }
               && !asked.Contains((connector.TemplateName, question.Id))
           select (connector.TemplateName, question),
    ];

    private static async Task<(string? Value, bool Stops)> AskAsync(
        IAnsiConsole console, string template, PlanQuestion question, CancellationToken cancellationToken)
    {
        var title = $"[bold]{Markup.Escape(TerminalText.Clean(template))}[/]: "
            + Markup.Escape(TerminalText.Clean(question.Text));
        var assumed = question.Default is { } value ? $"{Keep} ({TerminalText.Short(value, 60)})" : Keep;
        string[] choices = question.Options.Count > 0 ? [.. question.Options] : [Other];
        var prompt = new SelectionPrompt<string>()
            .Title(title)
            .PageSize(12)
            .UseConverter(choice => Markup.Escape(TerminalText.Short(choice, 100)))
            .AddChoices(choices)
            .AddChoices(assumed, Stop);
        var chosen = await prompt.ShowAsync(console, cancellationToken).ConfigureAwait(false);
        if (chosen == Stop) return (null, true);
        if (chosen == assumed) return (null, false);
        if (question.Options.Count > 0) return (chosen, false);
        var text = await new TextPrompt<string>(title).AllowEmpty().ShowAsync(console, cancellationToken)
            .ConfigureAwait(false);
        return (text.Length == 0 ? null : text, false);
    }
}
