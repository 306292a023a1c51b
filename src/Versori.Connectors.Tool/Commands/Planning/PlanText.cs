using Versori.Connectors.Tool.Output;

namespace Versori.Connectors.Tool.Commands.Planning;

/// <summary>A plan as text for people.</summary>
internal static class PlanText
{
    private const int MaximumSuggestions = 5;

    public static void Write(Terminal terminal, IntegrationPlan plan)
    {
        foreach (var warning in plan.Warnings) terminal.Note(new("warning", TextStyle.Warning), $": {warning}");
        foreach (var connector in plan.Connectors) Write(terminal, connector);
        var open = plan.Connectors.Sum(connector => connector.OpenQuestions.Count(IsOpen));
        if (open > 0) terminal.Note($"{open} open question(s). Answer them with --answer TEMPLATE/QUESTION=VALUE.");
    }

    private static void Write(Terminal terminal, PlannedConnector connector)
    {
        var definition = connector.Definition;
        terminal.Line(new(connector.TemplateName, TextStyle.Strong), $"  {definition.Title}  {definition.BaseUrl}");
        foreach (var method in definition.AuthMethods) terminal.Line($"  auth      {Describe(method)}");
        foreach (var choice in connector.Choices)
        {
            terminal.Line(
                $"  endpoint  {choice.Method,-6} {choice.Path}  ",
                new(choice.EndpointId, TextStyle.Strong),
                choice.RequiresConfirmation ? new TextPart("  writes", TextStyle.Warning) : "",
                new($"  {TerminalText.Short(choice.Reason, 100)}", TextStyle.Faint));
        }

        foreach (var suggestion in connector.Suggestions.Take(MaximumSuggestions))
        {
            terminal.Line(
                new TextPart($"  perhaps   {suggestion.Method,-6} {suggestion.Path}  {suggestion.EndpointId}", TextStyle.Faint));
        }

        foreach (var question in connector.OpenQuestions.Where(IsOpen)) Write(terminal, question);
    }

    private static void Write(Terminal terminal, PlanQuestion question)
    {
        var isImportant = question.Importance == QuestionImportance.HighlyRecommended;
        terminal.Line(
            isImportant ? new TextPart("  question  ", TextStyle.Warning) : new TextPart("  question  "),
            question.Id.Length > 0 ? new TextPart($"{question.Id}: ", TextStyle.Strong) : "",
            question.Text,
            question.Options.Count > 0 ? $" [{string.Join(" | ", question.Options)}]" : "",
            question.Default is { } assumed ? new TextPart($" (default: {assumed})", TextStyle.Faint) : "");
    }

    private static bool IsOpen(PlanQuestion question) => question.State == QuestionState.Open;

    private static string Describe(AuthMethod method) => method is OAuth2Auth { Scopes.Count: > 0 } oauth2
        ? $"{method.Id}, scopes: {string.Join(' ', oauth2.Scopes)}"
        : method.Id;
}
