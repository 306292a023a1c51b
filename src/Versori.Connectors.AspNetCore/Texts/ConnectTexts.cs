using System.Globalization;

namespace Versori.Connectors.AspNetCore.Texts;

/// <summary>The texts of one language; a text that is missing is in English.</summary>
internal sealed class ConnectTexts(
    string tag, IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> english)
{
    /// <summary>The language tag, for the attribute <c>lang</c>.</summary>
    public string Tag => tag;

    public string this[string key] => Find(key) ?? key;

    public string? Find(string key) => own.TryGetValue(key, out var text) || english.TryGetValue(key, out text)
        ? text
        : null;

    public string Format(string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, this[key], values);
}
