using Versori.Connectors;
using Versori.Connectors.Generation;

namespace Quickstart;

/// <summary>Plans an integration for the user's own document, and prints the plan.</summary>
internal static class Planning
{
    public static async Task<int> RunAsync(string document, string need)
    {
        var isUrl = Uri.TryCreate(document, UriKind.Absolute, out var url)
            && url.Scheme.StartsWith("http", StringComparison.Ordinal);
        var source = isUrl ? ConnectorSource.OpenApi(url!) : ConnectorSource.OpenApiFile(document);
        try
        {
            var plan = await ConnectorGenerator.Create(options: Options(url)).PlanAsync(need, [source]);
            foreach (var planned in plan.Connectors) Print(planned);
            return 0;
        }
        catch (ConnectorException exception)
        {
            foreach (var error in exception.Errors) Console.Error.WriteLine($"{error.Code}: {error}");
            return 1;
        }
    }

    // The user typed the URL, so its origin is trusted, also if it is on the user's own machine.
    private static ConnectorGenerationOptions Options(Uri? url)
    {
        var options = new ConnectorGenerationOptions { ExternalUrls = new() };
        if (url is { IsFile: false }) options.ExternalUrls.Trust(url.GetLeftPart(UriPartial.Authority));
        return options;
    }

    private static void Print(PlannedConnector planned)
    {
        var definition = planned.Definition;
        Console.WriteLine($"{definition.Title} ({definition.Id})");
        Console.WriteLine($"  base URL   {definition.BaseUrl}");
        foreach (var input in definition.Inputs)
        {
            var note = input.Default is null ? "" : $", default {input.Default}";
            Console.WriteLine($"  input      {input.Name}{note}");
        }

        foreach (var method in definition.AuthMethods)
        {
            Console.WriteLine($"  auth       {method.Id}: {Describe(method)}");
        }

        foreach (var endpoint in definition.Endpoints.Where(endpoint => planned.Endpoints.Contains(endpoint.Id)))
        {
            Console.WriteLine($"  endpoint   {endpoint.Id}: {endpoint.Method} {endpoint.Path}{Note(endpoint)}");
        }

        if (definition.CheckEndpoint is { } check) Console.WriteLine($"  tried with {check}");
        foreach (var question in planned.OpenQuestions) Console.WriteLine($"  open       {question}");
    }

    // Some documents have summaries that are pages long.
    private static string Note(Versori.Connectors.ConnectorEndpoint endpoint)
    {
        var line = endpoint.Summary?.Split('\n')[0].Trim();
        return string.IsNullOrEmpty(line) ? "" : line.Length <= 80 ? $" — {line}" : $" — {line[..80]}…";
    }

    private static string Describe(AuthMethod method) => method switch
    {
        OAuth2Auth { Scopes.Count: 0 } oauth2 => $"OAuth 2.0, {oauth2.Grant}, scopes: none",
        OAuth2Auth oauth2 => $"OAuth 2.0, {oauth2.Grant}, scopes: {string.Join(' ', oauth2.Scopes)}",
        ApiKeyAuth key =>
            $"API key in {string.Join(", ", key.Placements.Select(placement => $"{placement.In} {placement.Name}"))}",
        _ => method.GetType().Name,
    };
}
