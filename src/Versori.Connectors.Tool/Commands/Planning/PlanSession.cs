using Versori.Connectors.Generation;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Commands.Planning;

/// <summary>Plans, and plans again with answers.</summary>
internal sealed class PlanSession(IConnectorGenerator generator, string requirements)
{
    // An answer can lead to a further question. More rounds than this have none.
    private const int MaximumRounds = 5;

    public IReadOnlyList<LoadedSource> Sources { get; set; } = [];

    public IntegrationPlan? Previous { get; init; }

    /// <summary>Plans with the answers that were given on the command line.</summary>
    public async Task<IntegrationPlan> PlanAsync(
        IReadOnlyList<string> answers, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(Previous, cancellationToken).ConfigureAwait(false);
        var open = answers.ToList();
        for (var round = 0; open.Count > 0 && round < MaximumRounds; round++)
        {
            var decided = plan;
            if (open.RemoveAll(answer => TryApply(ref decided, answer)) == 0) break;
            plan = await PlanAsync(decided, cancellationToken).ConfigureAwait(false);
        }

        return open.Count == 0 ? plan : throw ToolException.Usage(Unknown(plan, open[0]));
    }

    /// <summary>Plans with the answers of another plan.</summary>
    public async Task<IntegrationPlan> PlanAsync(IntegrationPlan? previous, CancellationToken cancellationToken)
    {
        try
        {
            return await generator.PlanAsync(
                new PlanRequest
                {
                    Requirements = requirements,
                    Sources = [.. Sources.Select(source => source.Create())],
                    Previous = previous,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (Sources.Count == 1)
        {
            throw SourceReader.Failure(Sources[0].Argument, exception);
        }
    }

    // The ids of questions contain any characters, so that the longest id that fits counts.
    private static bool TryApply(ref IntegrationPlan plan, string answer)
    {
        var match = Questions(plan)
            .SelectMany(item => new[] { item.Question.Id, $"{item.Template}/{item.Question.Id}" }
                .Select(name => (item.Template, item.Question, Name: name)))
            .Where(item => answer.StartsWith($"{item.Name}=", StringComparison.Ordinal))
            .OrderByDescending(item => item.Name.Length)
            .FirstOrDefault();
        if (match.Name is null) return false;
        var value = answer[(match.Name.Length + 1)..];
        try
        {
            plan = plan.AnswerQuestion(match.Template, match.Question.Id, value.Length == 0 ? null : value);
        }
        catch (ArgumentException exception)
        {
            var options = string.Join(", ", match.Question.Options);
            throw new ToolException(
                ExitCode.Usage, $"'{value}' does not answer '{match.Name}'. The answers are: {options}.", exception);
        }

        return true;
    }

    private static IEnumerable<(string Template, PlanQuestion Question)> Questions(IntegrationPlan plan) =>
        from connector in plan.Connectors
        from question in connector.OpenQuestions
        where question.Id.Length > 0
        select (connector.TemplateName, question);

    private static string Unknown(IntegrationPlan plan, string answer)
    {
        var names = Questions(plan).Select(item => $"{item.Template}/{item.Question.Id}").ToList();
        return names.Count == 0
            ? $"The plan has no question for '{answer}': it has none."
            : $"The plan has no question for '{answer}'. It has: {string.Join(", ", names)}.";
    }
}
