namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Compares an answer with the sources. What they have goes to the choices; the rest is a list of problems.
/// </summary>
internal sealed class ModelResponseCheck
{
    private const int Listed = 12, NameTokens = 24;

    private readonly List<string> _problems = [];

    private ModelResponseCheck(int sources) => Unknown = new int[sources];

    /// <summary>What is wrong, for the model to repair.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>For each system, how many endpoints it names that do not exist.</summary>
    public int[] Unknown { get; }

    /// <param name="answer">The answer.</param>
    /// <param name="sources">The systems.</param>
    /// <param name="choices">Where the choices go.</param>
    /// <param name="expected">For each system, whether an answer about it is expected.</param>
    public static ModelResponseCheck Apply(
        ModelResponse answer, IReadOnlyList<ModelSource> sources, ModelChoices choices, IReadOnlyList<bool> expected)
    {
        var check = new ModelResponseCheck(sources.Count);
        foreach (var (name, endpoints) in answer.Connectors) check.Choose(name, endpoints, sources, choices);
        foreach (var name in answer.NotNeeded)
        {
            if (choices.FindSource(name) is { } at) choices.Dismiss(at);
            else check.Report($"There is no connector '{Short(name)}'.");
        }

        foreach (var (name, text, options) in answer.Questions)
        {
            // A question about no system in particular belongs to the first one.
            choices.Ask(choices.FindSource(name) ?? 0, text, options);
        }

        for (var at = 0; at < sources.Count; at++)
        {
            var isOpen = expected[at] && choices.Chosen(at).Count == 0 && !choices.IsDismissed(at);
            if (isOpen && check.Unknown[at] == 0)
            {
                check.Report(
                    $"No endpoint of '{sources[at].Name}' is chosen. Choose some, or put it in \"notNeeded\".");
            }
        }

        return check;
    }

    private void Choose(
        string name,
        List<(string Id, string Why)>? endpoints,
        IReadOnlyList<ModelSource> sources,
        ModelChoices choices)
    {
        if (choices.FindSource(name) is not { } at)
        {
            Report($"There is no connector '{Short(name)}'.");
            return;
        }

        if (endpoints is null)
        {
            Report($"The endpoints of '{sources[at].Name}' are not a list.");
            return;
        }

        var found = endpoints.Select(named => (named.Id, named.Why, Endpoint: sources[at].Find(named.Id))).ToList();
        // What is named here replaces what was chosen before.
        if (found.Exists(item => item.Endpoint is not null)) choices.Reset(at);
        foreach (var (id, why, endpoint) in found)
        {
            if (endpoint is not null)
            {
                choices.Choose(at, endpoint, why);
                continue;
            }

            Unknown[at]++;

            // Finding the nearest takes long, and a response may name many.
            if (_problems.Count >= Listed) continue;
            Report($"'{sources[at].Name}' has no endpoint '{Short(id)}'. "
                + $"The nearest ids are: {ModelTools.Nearest(sources[at], id)}.");
        }
    }

    private void Report(string problem)
    {
        if (_problems.Count < Listed) _problems.Add(problem);
    }

    private static string Short(string text) => TokenEstimate.Cut(CleanText.OfDocument(text, 200), NameTokens);
}
