using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// What is used of a known system, as answered questions: a person can change the answers, and planning again uses
/// them.
/// </summary>
internal static class KnownQuestions
{
    /// <summary>Returns the import as a person has decided about the known system.</summary>
    public static ImportResult Settle(ImportResult import, string template, QuestionAnswers answers)
    {
        if (import is { AuthIsKnown: true, Known: { } known }
            && answers.AnswerTo(template, QuestionIds.Auth) is { } answer
            && answer != known.SystemId)
        {
            // Other answers are applied to a definition without methods.
            AuthMethod[] methods = [.. import.Definition.AuthMethods.Where(method => method.Id == answer)];
            return import with { Definition = import.Definition with { AuthMethods = methods } };
        }

        if (import.BeforeKnown.Count == 0) return import;
        AuthMethod[] restored =
        [
            .. import.Definition.AuthMethods.Select(method =>
                import.BeforeKnown.TryGetValue(method.Id, out var stated)
                && answers.AnswerTo(template, QuestionIds.Known + method.Id) == QuestionIds.No
                    ? stated
                    : method),
        ];
        // The word before a key is open again.
        var keys = restored.Where(method => method is ApiKeyAuth && import.BeforeKnown.Values.Contains(method));
        return import with
        {
            Definition = import.Definition with { AuthMethods = restored },
            KeysWithoutWord = [.. import.KeysWithoutWord.Union(keys.Select(key => key.Id), StringComparer.Ordinal)],
        };
    }

    /// <summary>Returns the questions, which the known system answers.</summary>
    public static IEnumerable<PlanQuestion> Of(ImportResult import, ConnectorDefinition trimmed)
    {
        if (import.Known is not { } known) yield break;
        if (import.AuthIsKnown)
        {
            var methods = known.Definition.AuthMethods.Select(method => method.Id);
            yield return new()
            {
                Id = QuestionIds.Auth,
                Text = $"How does {trimmed.Title} authenticate its callers? Its document does not declare it. The "
                    + $"methods of {known.Definition.Title} are used, which is known at its host.",
                Options =
                [
                    .. methods.Prepend(known.SystemId)
                        .Concat(
                        [
                            SettledDefinition.Bearer,
                            SettledDefinition.Basic,
                            SettledDefinition.KeyInHeader,
                            SettledDefinition.Nothing,
                        ])
                        .Distinct(StringComparer.Ordinal),
                ],
                Default = known.SystemId,
                State = QuestionState.Answered,
                Answer = known.SystemId,
            };
        }

        foreach (var id in import.BeforeKnown.Keys.Where(id => trimmed.AuthMethods.Any(method => method.Id == id)))
        {
            yield return new()
            {
                Id = QuestionIds.Known + id,
                Text = $"Should '{id}' of {trimmed.Title} be completed as it is known of {known.Definition.Title}? Its "
                    + "document leaves out URLs or settings that a sign-in needs.",
                Options = [QuestionIds.Yes, QuestionIds.No],
                Default = QuestionIds.Yes,
                State = QuestionState.Answered,
                Answer = QuestionIds.Yes,
                Place = id,
            };
        }
    }
}
