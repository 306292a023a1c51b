namespace Versori.Connectors.Generation.Planning;

/// <summary>What a chat model has chosen and asked so far, limited and cleaned.</summary>
/// <param name="sources">The systems.</param>
/// <param name="maximum">How many endpoints of one system are chosen at most.</param>
internal sealed class ModelChoices(IReadOnlyList<ModelSource> sources, int maximum)
{
    private const int MaximumQuestions = 5, QuestionLength = 300, MaximumOptions = 6, OptionLength = 80;
    private const int ReasonLength = 160;

    private readonly List<(ConnectorEndpoint Endpoint, string Why)>[] _chosen =
        [.. sources.Select(_ => new List<(ConnectorEndpoint, string)>())];

    private readonly List<PlanQuestion>[] _questions = [.. sources.Select(_ => new List<PlanQuestion>())];
    private readonly bool[] _dismissed = new bool[sources.Count];

    /// <summary>Whether anything was chosen, or a system was called unnecessary.</summary>
    public bool HasAny => _chosen.Any(list => list.Count > 0) || _dismissed.Any(isDismissed => isDismissed);

    public IReadOnlyList<(ConnectorEndpoint Endpoint, string Why)> Chosen(int source) => _chosen[source];

    public IReadOnlyList<PlanQuestion> Questions(int source) => _questions[source];

    public bool IsDismissed(int source) => _dismissed[source] && _chosen[source].Count == 0;

    /// <summary>Returns the index of a system; the only one also without a name.</summary>
    public int? FindSource(string name)
    {
        foreach (var comparison in (ReadOnlySpan<StringComparison>)
            [StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            for (var at = 0; at < sources.Count; at++)
            {
                if (string.Equals(sources[at].Name, name.Trim(), comparison)) return at;
            }
        }

        for (var at = 0; at < sources.Count; at++)
        {
            var isTitle = string.Equals(sources[at].Definition.Title, name.Trim(), StringComparison.OrdinalIgnoreCase);
            if (isTitle) return at;
        }

        return sources.Count == 1 && name.Length == 0 ? 0 : null;
    }

    /// <summary>Forgets what was chosen in a system, because an answer states it anew.</summary>
    public void Reset(int source)
    {
        _chosen[source].Clear();
        _dismissed[source] = false;
    }

    /// <summary>Adds an endpoint. Returns whether there is room for it.</summary>
    public bool Choose(int source, ConnectorEndpoint endpoint, string why)
    {
        if (_chosen[source].Exists(item => item.Endpoint == endpoint)) return true;
        if (_chosen[source].Count >= maximum) return false;
        _chosen[source].Add((endpoint, CleanText.OfModel(why, ReasonLength)));
        return true;
    }

    /// <summary>Adds a question for a person. Returns whether it was taken.</summary>
    public bool Ask(int source, string text, IReadOnlyList<string> options)
    {
        var clean = CleanText.OfModel(text, QuestionLength);
        if (!clean.Any(char.IsLetterOrDigit) || _questions[source].Count >= MaximumQuestions) return false;
        if (_questions[source].Exists(question => question.Text == clean)) return true;
        _questions[source].Add(new()
        {
            Id = QuestionIds.Chat + QuestionKey.Of(clean),
            Text = clean,
            Options =
            [
                .. options.Select(option => CleanText.OfModel(option, OptionLength))
                    .Where(option => option.Length > 0)
                    .Distinct(StringComparer.Ordinal)
                    .Take(MaximumOptions),
            ],
        });
        return true;
    }

    /// <summary>Notes that a system is not needed.</summary>
    public void Dismiss(int source) => _dismissed[source] = true;
}
