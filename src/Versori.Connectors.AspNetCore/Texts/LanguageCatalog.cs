using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Versori.Connectors.AspNetCore.Texts;

/// <summary>
/// Chooses the language of a request: the host's choice, else the browser's preferences, else English.
/// </summary>
internal sealed class LanguageCatalog
{
    private const string English = "en";

    private readonly Dictionary<string, ConnectTexts> _languages = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<HttpContext, string?>? _choose;

    public LanguageCatalog(IOptions<ConnectOptions> options)
    {
        _choose = options.Value.Language;
        var texts = new Dictionary<string, Dictionary<string, string>>(StringComparer.OrdinalIgnoreCase)
        {
            [English] = Read(English),
            ["de"] = Read("de"),
        };
        foreach (var (tag, added) in options.Value.Languages)
        {
            if (!texts.TryGetValue(tag, out var all)) texts[tag] = all = new(StringComparer.Ordinal);
            foreach (var (key, text) in added) all[key] = text;
        }

        foreach (var (tag, own) in texts) _languages[tag] = new(tag, own, texts[English]);
    }

    public ConnectTexts For(HttpContext context)
    {
        var wanted = _choose?.Invoke(context) is { } chosen ? [chosen] : Preferred(context.Request);
        return wanted.Select(Find).FirstOrDefault(found => found is not null) ?? _languages[English];
    }

    // RFC 4647 §3.4: a tag is shortened from its end until a language has it.
    private ConnectTexts? Find(string tag)
    {
        for (var part = tag; part.Length > 0; part = part[..Math.Max(part.LastIndexOf('-'), 0)])
        {
            if (_languages.TryGetValue(part, out var found)) return found;
        }

        return null;
    }

    private static IEnumerable<string> Preferred(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var values)
            ? values.Where(value => value.Quality is not 0).OrderByDescending(value => value.Quality ?? 1)
                .Select(value => value.Value.ToString())
            : [];

    private static Dictionary<string, string> Read(string tag)
    {
        using var stream = typeof(LanguageCatalog).Assembly.GetManifestResourceStream($"texts/{tag}.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject()
            .ToDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
    }
}
