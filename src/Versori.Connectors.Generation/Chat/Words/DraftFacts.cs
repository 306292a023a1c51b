using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>What drafts say about themselves, as text for people.</summary>
internal static class DraftFacts
{
    private const int Listed = 40, TextLength = 200;

    /// <summary>Returns the scopes that are requested, and which endpoints need them.</summary>
    public static string Scopes(IReadOnlyList<OpenSystem> systems) => Lines(systems, system =>
    {
        var methods = system.Draft.Definition.AuthMethods.OfType<OAuth2Auth>().ToList();
        if (methods.Count == 0) return ["no auth method with scopes."];
        return methods.SelectMany(method =>
        {
            var needs = EndpointEdits.Chosen(system.Draft)
                .Select(endpoint => (
                    endpoint.Id,
                    Scopes: LeastScopes.Of(method, system.Draft.Definition, [endpoint])))
                .Where(need => need.Scopes.Count > 0)
                .Take(Listed)
                .Select(need => $"{Clean(need.Id)} needs {string.Join(", ", need.Scopes.Select(Clean))}");
            var scopes = method.Scopes.Count == 0 ? "none" : string.Join(", ", method.Scopes.Select(Clean));
            return needs.Prepend($"{Clean(method.Id)} requests: {scopes}.");
        });
    });

    /// <summary>Returns why the endpoints that a message names are there; of all of them if it names none.</summary>
    public static string Reasons(IReadOnlyList<OpenSystem> systems, string message)
    {
        var all = systems.SelectMany(system => system.Draft.Choices).ToList();
        var isNamed = all.Exists(choice => Names(message, choice));
        return Lines(systems, system =>
        {
            var choices = system.Draft.Choices.Where(choice => !isNamed || Names(message, choice))
                .Take(Listed).ToList();
            return choices.Count == 0
                ? isNamed ? [] : ["no endpoint is chosen yet."]
                : choices.Select(choice => $"{Clean(choice.Method)} {Clean(choice.Path)} "
                    + $"({Clean(choice.EndpointId)}): {Clean(choice.Reason)}");
        });
    }

    /// <summary>Returns how the drafts authenticate, and what else the sources offer.</summary>
    public static string Methods(IReadOnlyList<OpenSystem> systems) => Lines(systems, system =>
    {
        var used = system.Draft.Definition.AuthMethods.Select(method => method.Id).ToList();
        var others = system.Source.Definition.AuthMethods.Select(method => method.Id)
            .Except(used, StringComparer.Ordinal).ToList();
        var text = used.Count == 0 ? "no auth method is known." : $"authenticates with {List(used)}.";
        return [others.Count == 0 ? text : $"{text} The source also has {List(others)}."];
    });

    /// <summary>Returns the webhooks of the drafts, and what else the sources offer.</summary>
    public static string Webhooks(IReadOnlyList<OpenSystem> systems) => Lines(systems, system =>
    {
        var received = system.Draft.Definition.Webhooks.Select(webhook => webhook.Id).ToList();
        var others = system.Source.Definition.Webhooks.Select(webhook => webhook.Id)
            .Except(received, StringComparer.Ordinal).ToList();
        var text = received.Count == 0 ? "receives no webhooks." : $"receives the webhooks {List(received)}.";
        return [others.Count == 0 ? text : $"{text} The source also has {List(others)}."];
    });

    /// <summary>Returns an endpoint in one line.</summary>
    public static string Row(ConnectorEndpoint endpoint)
    {
        var summary = Clean(endpoint.Summary ?? endpoint.Description ?? "");
        var row = $"{Clean(endpoint.Method)} {Clean(endpoint.Path)} ({Clean(endpoint.Id)})";
        return summary.Length == 0 ? row : $"{row}: {summary}";
    }

    private static bool Names(string message, PlannedEndpoint choice) =>
        message.Contains(choice.EndpointId, StringComparison.OrdinalIgnoreCase)
        || message.Contains(choice.Path, StringComparison.OrdinalIgnoreCase);

    private static string Lines(IReadOnlyList<OpenSystem> systems, Func<OpenSystem, IEnumerable<string>> lines) =>
        string.Join('\n', systems.SelectMany(system => lines(system).Select(line => $"{system.Name}: {line}")));

    private static string List(IEnumerable<string> texts) => string.Join(", ", texts.Take(Listed).Select(Clean));

    private static string Clean(string text) => CleanText.OfDocument(text, TextLength);
}
